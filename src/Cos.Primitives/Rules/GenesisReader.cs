using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Primitives.Rules;

/// <summary>Turns a genesis file's JSON into a spec; what it notes as a mistake stands in for itself with a default.</summary>
internal static class GenesisReader
{
    private const ulong GasLimitMin = 5_000, GasLimitMax = long.MaxValue; // EIP-106 and the Yellow Paper's least
    private const ulong MillisecondsMax = 4_102_444_800_000; // the year 2100
    private const ulong DurationMax = 86_400_000, CountMax = 1_000_000, BytesMax = 1 << 30;
    private const int NameCharactersMax = 64;

    // Forks of Ethereum: all up to Osaka are in force from the first block on.
    private static readonly string[] Forks =
    [
        "homesteadBlock", "daoForkBlock", "eip150Block", "eip155Block", "eip158Block", "byzantiumBlock", "constantinopleBlock", "petersburgBlock", "istanbulBlock",
        "muirGlacierBlock", "berlinBlock", "londonBlock", "arrowGlacierBlock", "grayGlacierBlock", "mergeNetsplitBlock", "shanghaiTime", "cancunTime", "pragueTime",
        "osakaTime", "terminalTotalDifficulty",
    ];

    // Header fields that Ethereum's genesis files carry and this chain computes.
    private static readonly string[] ComputedFields = ["number", "gasUsed", "parentHash", "nonce", "difficulty", "coinbase"];

    // What tools write beside an account's own fields: functions of them, or known from its name.
    private static readonly string[] DerivedFields = ["address", "codeHash", "key", "root", "storageRoot"];

    internal static ChainSpec Read(JsonElement json, GenesisMistakes mistakes)
    {
        GenesisFields root = new(json, string.Empty, mistakes);
        GenesisFields config = root.Object("config", required: true), cos = config.Object("cos", required: true);
        ulong chainId = config.Number("chainId", 1, long.MaxValue);
        ReadForks(config);
        ChainRules rules = ReadRules(cos, chainId);
        DposParameters dpos = ReadDpos(cos);
        ChainSpec spec = new()
        {
            Name = cos.Words("name", NameCharactersMax),
            Rules = rules,
            Dpos = dpos,
            GasLimit = root.Number("gasLimit", GasLimitMin, GasLimitMax),
            BaseFeePerGas = root.Word("baseFeePerGas", rules.BaseFeeFloor),
            Seats = ReadProducers(cos, "seatHolders", required: true),
            Standbys = ReadProducers(cos, "standbyHolders", required: false),
            Seed = root.Digest("mixHash"),
            Alloc = ReadGenesisAlloc(root.Object("alloc", required: true)),
        };
        ReadComputed(root, dpos);
        root.RefuseOthers();
        config.RefuseOthers();
        cos.RefuseOthers();
        if (mistakes.Words.IsEmpty) Check(root, cos, spec);
        return spec;
    }

    private static void ReadForks(GenesisFields config)
    {
        foreach (string fork in Forks)
            if (config.TryTake(fork, out JsonElement e) && !(GenesisFields.TryWord(e, out UInt256 at) && at.IsZero))
                config.Mistake(fork, "Ethereum's rules up to Osaka hold from genesis on", "write 0 or leave it out");
    }

    private static ChainRules ReadRules(GenesisFields cos, ulong chainId)
    {
        ChainRules rules = ChainRules.ForCredit(chainId);
        if (cos.TryTake("feeRule", out JsonElement rule))
        {
            string name = rule.ValueKind == JsonValueKind.String ? rule.GetString() ?? string.Empty : string.Empty;
            if (name == GenesisWriter.NameOf(FeeRule.Ethereum)) rules = ChainRules.ForEthereum(chainId);
            else if (name != GenesisWriter.NameOf(FeeRule.Credit)) cos.Mistake("feeRule", "not a fee rule", "write \"credit\" or \"ethereum\"");
        }

        return rules with
        {
            BaseFeeChangeDenominator = cos.Number("baseFeeChangeDenominator", 1, CountMax, rules.BaseFeeChangeDenominator),
            ElasticityMultiplier = cos.Number("elasticityMultiplier", 1, CountMax, rules.ElasticityMultiplier),
            BaseFeeFloor = cos.Word("baseFeeFloor", rules.BaseFeeFloor),
            TransactionGasMax = cos.Number("transactionGasMax", 21_000, GasLimitMax, rules.TransactionGasMax),
            CodeBytesMax = (int)cos.Number("codeBytesMax", 1, BytesMax, (ulong)rules.CodeBytesMax),
            InitCodeBytesMax = (int)cos.Number("initCodeBytesMax", 1, BytesMax, (ulong)rules.InitCodeBytesMax),
            BlockBytesMax = (int)cos.Number("blockBytesMax", 1, BytesMax, (ulong)rules.BlockBytesMax),
        };
    }

    private static DposParameters ReadDpos(GenesisFields cos)
    {
        DposParameters usual = new() { GenesisMilliseconds = 0 };
        return new DposParameters
        {
            GenesisMilliseconds = cos.Number("genesisMilliseconds", 0, MillisecondsMax),
            SlotMilliseconds = cos.Number("slotMilliseconds", 1, DurationMax, usual.SlotMilliseconds),
            SlotsPerTurn = cos.Number("slotsPerTurn", 1, CountMax, usual.SlotsPerTurn),
            Seats = (int)cos.Number("seats", 1, VotingSet.MembersMax, (ulong)usual.Seats),
            Standbys = (int)cos.Number("standbys", 0, VotingSet.MembersMax, (ulong)usual.Standbys),
            EpochMinutes = cos.Number("epochMinutes", 1, CountMax, usual.EpochMinutes),
            BenchAfterMissedTurns = (uint)cos.Number("benchAfterMissedTurns", 1, CountMax, usual.BenchAfterMissedTurns),
            ClockDriftMillisecondsMax = cos.Number("clockDriftMillisecondsMax", 0, DurationMax, usual.ClockDriftMillisecondsMax),
            UnstakeDelayDays = cos.Number("unstakeDelayDays", 0, CountMax, usual.UnstakeDelayDays),
            ReorgBlocks = cos.Number("reorgBlocks", 1, CountMax, usual.ReorgBlocks),
        };
    }

    private static ImmutableArray<GenesisProducer> ReadProducers(GenesisFields cos, string name, bool required)
    {
        var producers = ImmutableArray.CreateBuilder<GenesisProducer>();
        foreach (GenesisFields item in cos.Objects(name, required))
        {
            producers.Add(new GenesisProducer(item.Account("address"), item.Digest("key"), item.Words("name", NameCharactersMax)));
            item.RefuseOthers();
        }

        return producers.DrainToImmutable();
    }

    /// <summary>The accounts of a state that is no genesis: of the chain's own accounts, too, and with what tools tell besides.</summary>
    internal static ImmutableArray<GenesisAccount> ReadAlloc(GenesisFields alloc) => ReadAlloc(alloc, DerivedFields);

    private static ImmutableArray<GenesisAccount> ReadGenesisAlloc(GenesisFields alloc)
    {
        ImmutableArray<GenesisAccount> accounts = ReadAlloc(alloc, []);
        foreach (GenesisAccount account in accounts)
            if (SystemAccounts.IsReserved(account.Address) && !account.Code.IsEmpty) alloc.Mistake($"{account.Address}.code", "the chain itself puts code there", "leave it out");
        return accounts;
    }

    private static ImmutableArray<GenesisAccount> ReadAlloc(GenesisFields alloc, ReadOnlySpan<string> ignored)
    {
        SortedDictionary<Address, GenesisAccount> accounts = [];
        foreach ((string name, JsonElement _) in alloc.All())
        {
            string text = name.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? name : $"0x{name}";
            if (!Address.TryParse(text, out Address address))
            {
                alloc.Mistake(name, "not an address", "write 0x and 40 hexadecimal digits");
                continue;
            }

            GenesisFields fields = alloc.Object(name, required: true);
            foreach (string field in ignored) fields.TryTake(field, out _);
            GenesisAccount account = ReadAccount(fields, in address);
            if (!accounts.TryAdd(address, account)) alloc.Mistake(name, "the same address is there twice", "merge the two entries");
        }

        return [.. accounts.Values];
    }

    private static GenesisAccount ReadAccount(GenesisFields fields, in Address address)
    {
        UInt256 balance = fields.Word("balance", UInt256.Zero);
        ulong nonce = fields.Number("nonce", 0, ulong.MaxValue - 1, 0);
        byte[] code = fields.Bytes("code");
        SortedDictionary<UInt256, UInt256> slots = [];
        GenesisFields storage = fields.Object("storage", required: false);
        foreach ((string name, JsonElement value) in storage.All())
        {
            if (!UInt256.TryParse(name, out UInt256 slot) || !GenesisFields.TryWord(value, out UInt256 word)) storage.Mistake(name, "not a slot and a number", "write \"0x1\": \"0x2\"");
            else if (!slots.TryAdd(slot, word)) storage.Mistake(name, "the same slot is there twice", "keep one of them");
        }

        fields.RefuseOthers();
        return new GenesisAccount(address, balance, nonce, code, [.. slots.Where(s => !s.Value.IsZero).Select(s => (s.Key, s.Value))]);
    }

    private static void ReadComputed(GenesisFields root, DposParameters dpos)
    {
        foreach (string field in ComputedFields)
            if (root.TryTake(field, out JsonElement e) && !(GenesisFields.TryWord(e, out UInt256 word) && word.IsZero))
                root.Mistake(field, "the chain computes this field of its first header", "write 0 or leave it out");
        if (root.Bytes("extraData").Length > 0) root.Mistake("extraData", "the chain computes this field of its first header", "write \"0x\" or leave it out");
        ulong seconds = dpos.GenesisMilliseconds / 1000;
        if (root.Number("timestamp", 0, ulong.MaxValue, seconds) != seconds)
            root.Mistake("timestamp", "differs from config.cos.genesisMilliseconds in whole seconds", string.Create(CultureInfo.InvariantCulture, $"write {seconds} or leave it out"));
    }

    /// <summary>What no field can say alone; asked only of fields that are right each.</summary>
    private static void Check(GenesisFields root, GenesisFields cos, ChainSpec spec)
    {
        if (spec.BaseFeePerGas < spec.Rules.BaseFeeFloor) root.Mistake("baseFeePerGas", $"{spec.BaseFeePerGas} wei is below the floor", $"write at least {spec.Rules.BaseFeeFloor}");
        if (spec.Seats.IsEmpty) cos.Mistake("seatHolders", "nobody would make blocks", "name at least one");
        if (spec.Seats.Length > spec.Dpos.Seats) cos.Mistake("seatHolders", "more holders than seats", "raise config.cos.seats or name fewer");
        if (spec.Standbys.Length > spec.Dpos.Standbys) cos.Mistake("standbyHolders", "more holders than standby ranks", "raise config.cos.standbys or name fewer");
        GenesisProducer[] all = [.. spec.Seats, .. spec.Standbys];
        if (all.Any(p => p.Address.IsZero || p.Key.IsZero)) cos.Mistake("seatHolders", "a holder has no address or no key", "write its account and its 32-byte Ed25519 public key");
        if (all.DistinctBy(p => p.Address).Count() < all.Length) cos.Mistake("seatHolders", "one address holds two places", "give each producer its own account");
        if (all.DistinctBy(p => p.Key).Count() < all.Length) cos.Mistake("seatHolders", "one key holds two places", "give each producer its own key");
        if (spec.Rules.FeeRule != FeeRule.Credit) return;
        UInt256 sum = UInt256.Zero, total = Credit.TotalSupply.ToWei();
        foreach (GenesisAccount account in spec.Alloc)
            if (!UInt256.TryAdd(in sum, account.Balance, out sum)) sum = UInt256.MaxValue;
        if (sum != total) root.Mistake("alloc", $"balances sum to {sum} wei, not to all the COS there is", $"let them sum to {total}"); // economy.md G3
    }
}
