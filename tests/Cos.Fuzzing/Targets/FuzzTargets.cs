namespace Cos.Fuzzing.Targets;

/// <summary>All targets, by name.</summary>
public static class FuzzTargets
{
    /// <summary>What the command line may name.</summary>
    public static readonly IReadOnlyList<string> Names = ["rlp", "transaction", "block", "abi", "json-rpc"];

    /// <summary>Makes the target of a name; null for another name.</summary>
    public static IFuzzTarget? Make(string name) => name switch
    {
        "rlp" => new RlpTarget(),
        "transaction" => new TransactionTarget(),
        "block" => new BlockTarget(),
        "abi" => new AbiTarget(),
        "json-rpc" => new JsonRpcTarget(),
        _ => null,
    };
}
