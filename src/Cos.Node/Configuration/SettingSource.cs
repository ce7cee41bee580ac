namespace Cos.Node.Configuration;

/// <summary>A setting's text and the words that tell an operator where it came from, such as <c>flag --rpc-port</c>.</summary>
public readonly record struct SettingSource(string Text, string Origin);
