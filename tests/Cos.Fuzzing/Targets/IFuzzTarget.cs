namespace Cos.Fuzzing.Targets;

/// <summary>A decoder that eats strangers' bytes. It may refuse them; anything it throws is a finding.</summary>
public interface IFuzzTarget
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    /// <summary>Inputs that it accepts, to begin with.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Feeds it, and throws where it breaks a promise; says whether it accepted the input.</summary>
    bool Run(ReadOnlySpan<byte> input);
}
