namespace Cos.State.Journal;

/// <summary>What an <see cref="UndoEntry"/> takes back.</summary>
internal enum UndoKind
{
    /// <summary>Never written.</summary>
    Unspecified = 0,
    /// <summary>A balance.</summary>
    Balance,
    /// <summary>A nonce.</summary>
    Nonce,
    /// <summary>A code hash.</summary>
    Code,
    /// <summary>A storage slot's value.</summary>
    Slot,
    /// <summary>A transient slot's value.</summary>
    Transient,
    /// <summary>An account becoming warm.</summary>
    WarmAddress,
    /// <summary>A slot becoming warm.</summary>
    WarmSlot,
    /// <summary>An account being touched.</summary>
    Touched,
    /// <summary>An account being created.</summary>
    Created,
    /// <summary>An account being marked for destruction.</summary>
    Destroyed,
    /// <summary>Balance that SELFDESTRUCT to itself made vanish.</summary>
    Burnt,
    /// <summary>A log.</summary>
    Log,
    /// <summary>The refund counter.</summary>
    Refund,
}
