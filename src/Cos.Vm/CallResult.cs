using Cos.Primitives.Values;

namespace Cos.Vm;

/// <summary>How a message ended.</summary>
/// <param name="Halt">Why it ended.</param>
/// <param name="GasLeft">Gas not used; zero where the halt burns all.</param>
/// <param name="Output">What it returned, or its revert reason; the caller owns it. Deployed code where it created.</param>
/// <param name="Created">The contract made, where a creation succeeded.</param>
public readonly record struct CallResult(Halt Halt, ulong GasLeft, ReadOnlyMemory<byte> Output, Address? Created)
{
    /// <summary>Whether the effects are kept.</summary>
    public bool IsSuccess => Halt == Halt.Success;
}
