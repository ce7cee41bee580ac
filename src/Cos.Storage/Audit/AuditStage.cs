namespace Cos.Storage.Audit;

/// <summary>What an audit is reading.</summary>
public enum AuditStage
{
    /// <summary>Never reported.</summary>
    Unspecified = 0,

    /// <summary>The tries, from the root to every account, slot and code.</summary>
    Tries,

    /// <summary>The flat accounts.</summary>
    FlatAccounts,

    /// <summary>The flat slots.</summary>
    FlatSlots,

    /// <summary>Flat entries one by one, since something differs: each is looked up in the tries.</summary>
    Differences,
}
