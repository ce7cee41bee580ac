using Cos.Primitives.Transactions;

namespace Cos.Execution.Validation;

/// <summary>What a transaction costs before its first opcode, and the least it is charged in the end.</summary>
/// <param name="Standard">Base cost, call data, access list, init code words and authorizations.</param>
/// <param name="Floor">EIP-7623: the base cost and ten gas a call data token.</param>
public readonly record struct IntrinsicGas(ulong Standard, ulong Floor)
{
    /// <summary>Every transaction's base cost.</summary>
    public const ulong Transaction = 21_000;

    /// <summary>EIP-2: what creating adds.</summary>
    public const ulong Creation = 32_000;

    /// <summary>EIP-3860: a 32-byte word of init code.</summary>
    public const ulong InitCodeWord = 2;

    /// <summary>EIP-2028: a call data token; a zero byte is one, any other four.</summary>
    public const ulong Token = 4;

    /// <summary>EIP-7623: a call data token at the floor.</summary>
    public const ulong FloorToken = 10;

    /// <summary>EIP-2930: an address of an access list.</summary>
    public const ulong AccessListAddress = 2_400;

    /// <summary>EIP-2930: a slot of an access list.</summary>
    public const ulong AccessListSlot = 1_900;

    /// <summary>EIP-7702 PER_EMPTY_ACCOUNT_COST: an authorization, charged in advance as if its account were new.</summary>
    public const ulong Authorization = 25_000;

    /// <summary>EIP-7702 PER_AUTH_BASE_COST: an authorization of an account that exists; the rest is refunded.</summary>
    public const ulong AuthorizationOfExisting = 12_500;

    /// <summary>The gas of a transaction with these parts.</summary>
    public static IntrinsicGas Of(Transaction tx) => Of(tx.Input.Span, tx.To is null, CountAccessList(tx), (ulong)tx.AuthorizationList.Length);

    /// <summary>The gas of a call that has no signature yet.</summary>
    /// <param name="input">Call data or init code.</param>
    /// <param name="creates">Whether it creates a contract.</param>
    /// <param name="accessListGas">What its access list costs.</param>
    /// <param name="authorizations">How many authorizations it carries.</param>
    public static IntrinsicGas Of(ReadOnlySpan<byte> input, bool creates, ulong accessListGas, ulong authorizations)
    {
        ulong zeros = (ulong)input.Count((byte)0);
        ulong tokens = zeros + (4 * ((ulong)input.Length - zeros));
        ulong standard = Transaction + (Token * tokens) + accessListGas + (Authorization * authorizations);
        if (creates) standard += Creation + (InitCodeWord * (((ulong)input.Length + 31) / 32));
        return new IntrinsicGas(standard, Transaction + (FloorToken * tokens));
    }

    /// <summary>What a list of these entries costs.</summary>
    public static ulong AccessListGas(ReadOnlySpan<AccessListEntry> entries)
    {
        ulong gas = 0;
        foreach (var entry in entries) gas += AccessListAddress + (AccessListSlot * (ulong)entry.Slots.Length);
        return gas;
    }

    private static ulong CountAccessList(Transaction tx) => AccessListGas(tx.AccessList.AsSpan());
}
