using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cos.Cli.StateTests;
using Cos.Execution.Blocks;
using Cos.Execution.Validation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Testing;
using Cos.Vm;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>The sample's wrong blocks break few rules. Here a valid block of it, with transactions, logs and requests, is broken in every way there is.</summary>
public sealed class WrongBlockTests
{
    private const string Archive = "eest-blockchain-osaka-sample";
    private const string WithRequests = "prague/eip7685_general_purpose_el_requests/test_valid_multi_type_request_from_same_tx.json";
    private const string WithWithdrawals = "shanghai/eip4895_withdrawals/test_many_withdrawals.json";

    private static readonly Hash256 Other = Hash256.FromUInt256(1);

    private static readonly (BlockFault Fault, Func<BlockHeader, BlockHeader, BlockHeader> Break)[] WrongHeaders =
    [
        (BlockFault.UnknownParent, (h, _) => h with { ParentHash = new BlockHash(Other) }),
        (BlockFault.FieldsMissing, (h, _) => h with { RequestsHash = null }),
        (BlockFault.WrongNumber, (h, _) => h with { Number = h.Number + 1 }),
        (BlockFault.WrongTimestamp, (h, parent) => h with { Timestamp = parent.Timestamp }),
        (BlockFault.WrongGasLimit, (h, parent) => h with { GasLimit = parent.GasLimit + (parent.GasLimit / 1_024) }),
        (BlockFault.WrongGasLimit, (h, parent) => h with { GasLimit = parent.GasLimit - (parent.GasLimit / 1_024) }),
        (BlockFault.GasUsedAboveLimit, (h, _) => h with { GasUsed = h.GasLimit + 1 }),
        (BlockFault.ExtraTooLong, (h, _) => h with { ExtraBytes = new byte[33] }),
        (BlockFault.WrongBaseFee, (h, _) => h with { BaseFeePerGas = h.BaseFeePerGas + UInt256.One }),
        (BlockFault.WrongDifficulty, (h, _) => h with { Difficulty = UInt256.One }),
        (BlockFault.WrongNonce, (h, _) => h with { Nonce = 1 }),
        (BlockFault.WrongOmmersHash, (h, _) => h with { OmmersHash = Other }),
        (BlockFault.WrongExcessBlobGas, (h, _) => h with { ExcessBlobGas = h.ExcessBlobGas + BlobGas.PerBlob }),
        (BlockFault.WrongTransactionsRoot, (h, _) => h with { TransactionsRoot = Other }),
        (BlockFault.WrongWithdrawalsRoot, (h, _) => h with { WithdrawalsRoot = Other }),
        (BlockFault.WrongRequestsHash, (h, _) => h with { RequestsHash = Other }),
        (BlockFault.WrongGasUsed, (h, _) => h with { GasUsed = h.GasUsed - 1 }),
        (BlockFault.WrongBlobGasUsed, (h, _) => h with { BlobGasUsed = BlobGas.PerBlob }),
        (BlockFault.WrongReceiptsRoot, (h, _) => h with { ReceiptsRoot = Other }),
        (BlockFault.WrongLogsBloom, (h, _) => h with { LogsBloom = Bloom.Empty }),
        (BlockFault.WrongStateRoot, (h, _) => h with { StateRoot = Other }),
        (BlockFault.WrongStateRoot, (h, _) => h with { ParentBeaconBlockRoot = Other }), // which the block stores
        (BlockFault.WrongStateRoot, (h, _) => h with { Coinbase = Address.FromLow(0xc0ffee) }), // which the block pays
    ];

    [Test]
    public void A_header_wrong_in_any_field_is_refused_for_that_field()
    {
        var chain = Open(WithRequests, out var block, out var encoded);
        var parent = chain.Head;
        Assert.Multiple(() =>
        {
            foreach (var (fault, broken) in WrongHeaders)
            {
                var wrong = block with { Core = block.Core with { Header = broken(block.Header, parent.Header) } };
                Assert.That(chain.Import(EthereumBlockCodec.Encode(wrong)), Is.EqualTo(new ImportFault(fault)));
                Assert.That(chain.Head, Is.SameAs(parent));
            }
        });
        Assert.That(chain.Import(encoded), Is.Null, "the block itself is right");
    }

    [Test]
    public void A_transaction_that_may_not_come_next_condemns_its_block()
    {
        var chain = Open(WithRequests, out var block, out _);
        var again = WithTransactions(block, [.. block.Core.Transactions, block.Core.Transactions[0]]);
        Assert.That(chain.Import(EthereumBlockCodec.Encode(again)), Is.EqualTo(new ImportFault(BlockFault.InvalidTransaction, TxRejection.NonceTooLow)));
    }

    [Test]
    public void A_transaction_that_nobody_can_have_signed_condemns_its_block()
    {
        var chain = Open(WithRequests, out var block, out _);
        var tx = block.Core.Transactions[0];
        var unsigned = new Transaction
        {
            Kind = tx.Kind,
            ChainId = tx.ChainId,
            Nonce = tx.Nonce,
            MaxPriorityFeePerGas = tx.MaxPriorityFeePerGas,
            MaxFeePerGas = tx.MaxFeePerGas,
            GasLimit = tx.GasLimit,
            To = tx.To,
            Value = tx.Value,
            Input = tx.Input,
            Signature = tx.Signature with { R = UInt256.Zero },
        };
        var wrong = WithTransactions(block, [unsigned]);
        Assert.That(chain.Import(EthereumBlockCodec.Encode(wrong)), Is.EqualTo(new ImportFault(BlockFault.SenderUnknown)));
    }

    [TestCase("0x00000961ef480eb55e80d19ad83579a64c007002")]
    [TestCase("0x0000bbddc7ce488642fb579f8b00f3a590007251")]
    public void A_chain_without_a_contract_that_gathers_requests_takes_no_block(string contract)
    {
        var test = JsonNode.Parse(Fixtures.First(Archive, WithRequests).GetRawText())!;
        Assert.That(test["pre"]!.AsObject().Remove(contract), Is.True);
        var chain = BlockTestRunner.Open(new Workspace(), JsonSerializer.SerializeToElement(test));
        Open(WithRequests, out _, out var encoded);
        Assert.That(chain.Import(encoded), Is.EqualTo(new ImportFault(BlockFault.SystemContractMissing)));
    }

    [Test]
    public void A_withdrawal_that_the_header_does_not_know_of_condemns_its_block()
    {
        var chain = Open(WithWithdrawals, out var block, out var encoded);
        var fewer = block with { Withdrawals = block.Withdrawals.RemoveAt(0) };
        Assert.That(chain.Import(EthereumBlockCodec.Encode(fewer)), Is.EqualTo(new ImportFault(BlockFault.WrongWithdrawalsRoot)));
        Assert.That(chain.Import(encoded), Is.Null);
    }

    // EIP-7934. Whether the bytes are a block is not even looked at.
    [Test]
    public void A_block_of_more_than_eight_mebibytes_is_too_large()
    {
        var chain = Open(WithRequests, out _, out _);
        Assert.That(chain.Import(new byte[8 * 1024 * 1024]), Is.EqualTo(new ImportFault(BlockFault.Undecodable)));
        Assert.That(chain.Import(new byte[(8 * 1024 * 1024) + 1]), Is.EqualTo(new ImportFault(BlockFault.Oversized)));
    }

    private static EthereumChain Open(string path, out EthereumBlock block, out byte[] encoded)
    {
        ConformanceArchive.Require(Archive);
        var test = Fixtures.First(Archive, path);
        encoded = test.GetProperty("blocks")[0].GetProperty("rlp").Bytes();
        Assert.That(EthereumBlockCodec.TryDecode(encoded, out var decoded, out var fault), Is.True, fault.ToString());
        block = decoded!;
        return BlockTestRunner.Open(new Workspace(), test);
    }

    private static EthereumBlock WithTransactions(EthereumBlock block, ImmutableArray<Transaction> transactions)
    {
        var header = block.Header with { TransactionsRoot = BlockRoots.OfTransactions(transactions.AsSpan()) };
        return block with { Core = new Block(header, transactions) };
    }
}
