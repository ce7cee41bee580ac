using Cos.Execution.Blocks;
using Cos.Execution.Validation;
using Cos.Primitives;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Calls;
using Cos.Vm.Precompiles;

namespace Cos.Execution.Transactions;

/// <summary>Applies transactions that were checked to a journal: gas is bought, the message runs, the price is settled.</summary>
public sealed class TransactionExecutor(BlockContext block, Journal journal, Machine machine)
{
    // EIP-3529: at most a fifth of the gas used is refunded.
    private const ulong RefundQuotient = 5;

    private readonly UInt256 _blobBaseFee = block.Rules.AllowsBlobs ? BlobGas.BaseFee(block.Rules.Blobs, block.ExcessBlobGas) : UInt256.Zero;

    /// <summary>Where whom each transaction touched is noted; null where nobody asks.</summary>
    internal FootprintBuilder? Footprint { get; init; }

    /// <summary>The price of a blob gas in this block, in wei.</summary>
    public UInt256 BlobBaseFee => _blobBaseFee;

    /// <summary>Whether the transaction may come next in the block, as far as rules, sender and prices decide; null means yes.</summary>
    public TxRejection? Check(RecoveredTransaction recovered)
    {
        var tx = recovered.Transaction;
        if (TransactionValidity.CheckStateless(tx, block.Rules) is { } stateless) return stateless;
        if (TransactionValidity.CheckFees(tx, block.BaseFee, in _blobBaseFee) is { } fees) return fees;
        if (TransactionValidity.CheckNonce(tx, journal.GetNonce(recovered.Sender)) is { } nonce) return nonce;
        if (TransactionValidity.CheckSenderCode(journal.GetCode(recovered.Sender).Span) is { } code) return code;
        return TransactionValidity.CheckFunds(tx, journal.GetBalance(recovered.Sender));
    }

    /// <summary>Applies a transaction that <see cref="Check"/> finds fine; its logs are the journal's until the next one.</summary>
    public TransactionOutcome Apply(RecoveredTransaction recovered)
    {
        var tx = recovered.Transaction;
        var sender = recovered.Sender;
        var price = TransactionValidity.EffectiveGasPrice(tx.MaxFeePerGas, tx.MaxPriorityFeePerGas, block.BaseFee);
        var intrinsic = IntrinsicGas.Of(tx);
        journal.BeginTransaction();

        BuyGas(tx, in sender, in price);
        Address? contract = tx.To is null ? ContractAddress.OfNonce(in sender, journal.GetNonce(in sender)) : null;
        var target = tx.To ?? contract.GetValueOrDefault();
        Warm(tx, in sender);
        journal.IncrementNonce(in sender);
        AuthorizationList.Apply(journal, block.Rules, tx.AuthorizationList.AsSpan());

        var result = machine.Call(new TransactionEnvironment(sender, price, tx.BlobVersionedHashes), new Message
        {
            Kind = tx.To is null ? MessageKind.Create : MessageKind.Call,
            Caller = sender,
            Target = target,
            Value = tx.Value,
            Input = tx.Input,
            Gas = tx.GasLimit - intrinsic.Standard,
        });

        Footprint?.Note(journal);
        ulong spent = tx.GasLimit - result.GasLeft;
        ulong refund = Math.Min((ulong)Math.Max(journal.Refund, 0), spent / RefundQuotient);
        ulong used = Math.Max(spent - refund, intrinsic.Floor); // EIP-7623
        return Settle(tx, in sender, in price, used, refund, Math.Max(spent, intrinsic.Floor), in result, contract);
    }

    private void BuyGas(Transaction tx, in Address sender, in UInt256 price)
    {
        var cost = UInt256.MultiplyChecked((UInt256)tx.GasLimit, in price);
        var blobs = UInt256.MultiplyChecked((UInt256)(BlobGas.PerBlob * (ulong)tx.BlobVersionedHashes.Length), in _blobBaseFee);
        journal.SubtractBalance(in sender, UInt256.AddChecked(in cost, in blobs));
    }

    // EIP-2929, EIP-2930, EIP-3651. The machine warms the target, and what it delegates to, itself.
    private void Warm(Transaction tx, in Address sender)
    {
        journal.WarmAddress(in sender);
        journal.WarmAddress(block.Coinbase);
        foreach (var precompile in PrecompileTable.Addresses) journal.WarmAddress(in precompile);
        foreach (var entry in tx.AccessList)
        {
            journal.WarmAddress(entry.Address);
            foreach (var slot in entry.Slots) journal.WarmSlot(entry.Address, in slot);
        }
    }

    private TransactionOutcome Settle(
        Transaction tx, in Address sender, in UInt256 price, ulong used, ulong refund, ulong peak, in CallResult result, Address? contract)
    {
        journal.AddBalance(in sender, (UInt256)(tx.GasLimit - used) * price);
        UInt256 fee = (UInt256)used * price, tip = UInt256.Zero;
        bool isCredit = IsCredit(block.Rules.FeeRule);
        if (!isCredit)
        {
            tip = (UInt256)used * (price - block.BaseFee); // EIP-1559: the base fee is burnt
            journal.AddBalance(block.Coinbase, in tip);
            fee = UInt256.Zero;
        }

        var vanished = journal.EndTransaction();
        if (isCredit && !vanished.IsZero) journal.AddBalance(SystemAccounts.AllianceFee, in vanished); // economy.md G3
        return new TransactionOutcome(result.Halt, used, refund, price, fee, tip, result.Output, contract) { GasPeak = peak };
    }

    private static bool IsCredit(FeeRule rule) => rule switch
    {
        FeeRule.Ethereum => false,
        FeeRule.Credit => true,
        FeeRule.Unspecified => throw new InvariantBrokenException("a chain has a fee rule"),
    };
}
