using System.Collections.Immutable;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Cli.Runs;

/// <summary>Code to run, and the world it runs in.</summary>
internal sealed record RunRequest
{
    /// <summary>The rules.</summary>
    public required ChainRules Rules { get; init; }

    /// <summary>The block it pretends to be in.</summary>
    public required BlockEnvironment Block { get; init; }

    /// <summary>The accounts before it.</summary>
    public ImmutableArray<GenesisAccount> State { get; init; } = [];

    /// <summary>The receiver's code, or initialisation code; null to run what the state has at the receiver.</summary>
    public byte[]? Code { get; init; }

    /// <summary>Whether the code is initialisation code.</summary>
    public bool IsCreate { get; init; }

    /// <summary>Call data, or constructor arguments.</summary>
    public byte[] Input { get; init; } = [];

    /// <summary>Gas to run with; nothing is taken before the first instruction.</summary>
    public required ulong Gas { get; init; }

    /// <summary>GASPRICE; nothing is paid.</summary>
    public UInt256 Price { get; init; }

    /// <summary>Wei that the sender sends along.</summary>
    public UInt256 Value { get; init; }

    /// <summary>ORIGIN, and the outermost CALLER.</summary>
    public required Address Sender { get; init; }

    /// <summary>Whose code runs; without meaning for a creation.</summary>
    public required Address Receiver { get; init; }
}
