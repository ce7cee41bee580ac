using System.Collections.Immutable;
using Cos.Execution.Blocks;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Calls;
using Cos.Vm.Code;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Execution.Tracing;

/// <summary>
/// Collects the accounts and slots that a transaction looks at or changes, before and after: what is needed to execute it elsewhere, and what it did.
/// Where the budget is spent it stops, and what it has is not to be shown.
/// </summary>
public sealed class TouchedState(TraceBudget budget) : ITransactionTracer
{
    // What an entry holds besides its code: the object, its place in a tree.
    private const int AccountBytes = 384;
    private const int SlotBytes = 192;

    private readonly SortedDictionary<Address, Entry> _accounts = [];
    private Journal? _journal;
    private AccountImage? _allianceFee;
    private (Address Address, AccountImage Image)? _seenAccount;
    private (Address Address, UInt256 Slot, UInt256 Value)? _seenSlot;

    /// <summary>By ascending address; empty until the transaction was applied.</summary>
    public ImmutableArray<TouchedAccount> Accounts { get; private set; } = [];

    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal)
    {
        _journal = journal;
        var tx = transaction.Transaction;
        Look(transaction.Sender);
        if (tx.To is { } to) LookAtCallee(in to);
        else Look(ContractAddress.OfNonce(transaction.Sender, journal.GetNonce(transaction.Sender)), isCreation: true);
        Look(block.Coinbase);
        foreach (var authorization in tx.AuthorizationList)
        {
            if (SenderRecovery.TryRecoverAuthority(authorization, out var authority)) Look(in authority);
        }

        if (block.Rules.FeeRule == FeeRule.Credit) _allianceFee = AccountImage.Of(journal, SystemAccounts.AllianceFee);
    }

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal)
    {
        // Under the credit rule balances that vanish with an account go to the alliance, which nothing in the transaction names.
        if (_allianceFee is { } before && before.Balance != journal.GetBalance(SystemAccounts.AllianceFee)) Add(SystemAccounts.AllianceFee, before);
        var accounts = ImmutableArray.CreateBuilder<TouchedAccount>(_accounts.Count);
        foreach (var (address, entry) in _accounts)
        {
            accounts.Add(new TouchedAccount
            {
                Address = address,
                Before = entry.Before,
                After = AccountImage.Of(journal, in address),
                IsCreation = entry.IsCreation,
                Slots = [.. entry.Slots.Select(slot => new TouchedSlot(slot.Key, slot.Value, journal.GetStorage(address, slot.Key)))],
            });
        }

        Accounts = accounts.MoveToImmutable();
    }

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
        Keep();
        if (message.Depth == 0) return;
        if (message.Op is Op.Create or Op.Create2) Look(message.To, isCreation: true);
        else LookAtCallee(message.To);
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end)
    {
    }

    /// <inheritdoc/>
    public void Step(in TracedStep step)
    {
        (_seenAccount, _seenSlot) = (null, null);
        if (!Touch.TryOf(in step, out var touch)) return;
        if (touch.Slot is not { } slot) See(step.Journal, touch.Address);
        else if (!Knows(touch.Address, in slot)) _seenSlot = (touch.Address, slot, step.Journal.GetStorage(touch.Address, in slot));
    }

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
        if (halt is not (Halt.OutOfGas or Halt.StackUnderflow or Halt.StackOverflow)) Keep();
    }

    /// <inheritdoc/>
    public void Emit(Log log)
    {
    }

    // An instruction whose price cannot be paid has looked at nothing, so what it would see is kept only once it is past that.
    private void See(Journal journal, in Address address)
    {
        if (!_accounts.ContainsKey(address)) _seenAccount = (address, AccountImage.Of(journal, in address));
    }

    private void Keep()
    {
        if (_seenAccount is { } account) Add(account.Address, account.Image);
        if (_seenSlot is { } slot && budget.TryTake(SlotBytes)) Add(slot.Address, AccountImage.Of(_journal!, slot.Address)).Slots.TryAdd(slot.Slot, slot.Value);
        (_seenAccount, _seenSlot) = (null, null);
    }

    private bool Knows(in Address address, in UInt256 slot) => _accounts.TryGetValue(address, out var entry) && entry.Slots.ContainsKey(slot);

    // EIP-7702: a call runs the code of the account that its callee delegates to.
    private void LookAtCallee(in Address address)
    {
        Look(in address);
        if (Delegation.TryRead(_journal!.GetCode(in address).Span, out var target)) Look(in target);
    }

    private void Look(in Address address, bool isCreation = false)
    {
        var entry = _accounts.TryGetValue(address, out var known) ? known : Add(in address, AccountImage.Of(_journal!, in address));
        entry.IsCreation |= isCreation;
    }

    private Entry Add(in Address address, in AccountImage image)
    {
        if (_accounts.TryGetValue(address, out var known)) return known;
        var entry = new Entry(image);
        if (budget.TryTake(AccountBytes + image.Code.Length)) _accounts.Add(address, entry);
        return entry;
    }

    private sealed class Entry(AccountImage before)
    {
        public AccountImage Before { get; } = before;

        public bool IsCreation { get; set; }

        public SortedDictionary<UInt256, UInt256> Slots { get; } = [];
    }
}
