namespace Cos.Storage.Schema;

/// <summary>The keys of <see cref="Column.Meta"/>.</summary>
public static class MetaKey
{
    /// <summary>Version of this schema, 8 bytes.</summary>
    public static ReadOnlySpan<byte> SchemaVersion => "schema"u8;

    /// <summary>Hash of the canonical tip.</summary>
    public static ReadOnlySpan<byte> Head => "head"u8;

    /// <summary>Hash of the newest final block.</summary>
    public static ReadOnlySpan<byte> Final => "final"u8;

    /// <summary>Highest instance with a certificate, 8 bytes.</summary>
    public static ReadOnlySpan<byte> NewestInstance => "instance"u8;

    /// <summary>What the flat state and the trie are the state of: height (8), block hash (32), state root (32).</summary>
    public static ReadOnlySpan<byte> StateTip => "state"u8;

    /// <summary>The first height that the index by accounts has not taken in, 8 bytes.</summary>
    public static ReadOnlySpan<byte> AddressesNext => "addresses"u8;

    /// <summary>The oldest height whose flat state history still reaches, 8 bytes.</summary>
    public static ReadOnlySpan<byte> HistoryFloor => "history"u8;
}
