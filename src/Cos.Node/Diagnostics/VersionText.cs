using System.Reflection;
using System.Runtime.InteropServices;
using Cos.Crypto.Signatures;

namespace Cos.Node.Diagnostics;

/// <summary>What the node calls itself.</summary>
public static class VersionText
{
    /// <summary>The version alone, such as <c>0.1.0</c>.</summary>
    public static readonly string Number = typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The name other programs see (<c>web3_clientVersion</c>): <c>cos/v0.1.0/linux-x64/dotnet10.0.0</c>.</summary>
    public static readonly string Client = $"cos/v{Number}/{RuntimeInformation.RuntimeIdentifier}/dotnet{Environment.Version}";

    /// <summary>Prints the version and the native libraries in use; returns the exit code.</summary>
    public static int Print()
    {
        Console.WriteLine(Client);
        Console.WriteLine("secp256k1: " + Secp256k1.BackendDescription);
        return 0;
    }
}
