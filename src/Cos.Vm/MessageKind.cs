namespace Cos.Vm;

/// <summary>What a transaction asks of the machine.</summary>
public enum MessageKind
{
    /// <summary>Not chosen.</summary>
    Unspecified = 0,

    /// <summary>Run the code of an account, or only move value.</summary>
    Call = 1,

    /// <summary>Run the input as initialisation code and keep what it returns as a contract's code.</summary>
    Create = 2,
}
