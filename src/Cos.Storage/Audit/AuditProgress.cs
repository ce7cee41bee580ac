namespace Cos.Storage.Audit;

/// <summary>How far an audit is.</summary>
/// <param name="Stage">What it reads.</param>
/// <param name="Entries">Accounts and slots read in this stage.</param>
/// <param name="EntriesExpected">How many there are, where that is known.</param>
public readonly record struct AuditProgress(AuditStage Stage, ulong Entries, ulong? EntriesExpected);
