using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;

namespace Cos.Execution.Tracing;

/// <summary>The state between two transactions of a block that is executed again; good until the next one.</summary>
internal sealed class ReplayedState(Journal journal) : IStateView
{
    private readonly Dictionary<Hash256, ReadOnlyMemory<byte>> _codes = [];

    /// <inheritdoc/>
    public bool TryGetAccount(in Address address, out Account account)
    {
        account = Account.Empty;
        if (!journal.Exists(in address)) return false;
        var image = AccountImage.Of(journal, in address);
        _codes[image.CodeHash] = image.Code;

        // The root itself is not known in the middle of a block; any but the empty one makes readers ask for slots, and only contracts have some.
        bool hasSlots = journal.HasStorage(in address) || !image.Code.IsEmpty;
        account = new Account(image.Nonce, image.Balance, image.CodeHash, hasSlots ? Hash256.Zero : Account.EmptyRoot);
        return true;
    }

    /// <inheritdoc/>
    public UInt256 GetStorage(in Address address, in UInt256 slot) => journal.GetStorage(in address, in slot);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => _codes.GetValueOrDefault(codeHash);
}
