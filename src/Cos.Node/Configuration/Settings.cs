namespace Cos.Node.Configuration;

/// <summary>Every setting there is. The table is the only place that names a key, a default or a bound.</summary>
public static class Settings
{
    private const ulong PortMax = 65_535;

    /// <summary>Where the chain is kept.</summary>
    public static readonly Setting DataDirectory = new("data-dir", SettingKind.Text, "", "folder that holds the chain; default ./.cos/dev for dev, ./.cos/<chain name> for run");

    /// <summary>Genesis file of the chain to run.</summary>
    public static readonly Setting Genesis = new("chain.genesis", SettingKind.Text, "", "genesis file of the chain") { IsRunOnly = true };

    /// <summary>Producer key files.</summary>
    public static readonly Setting ProducerKeys = new("producer.keys", SettingKind.List, "", "files with the Ed25519 seeds this node seals with (64 hex digits, mode 0600); none: the node only follows") { IsRunOnly = true };

    /// <summary>Address of the JSON-RPC listener.</summary>
    public static readonly Setting RpcHost = new("rpc.host", SettingKind.Text, "127.0.0.1", "address JSON-RPC and WebSocket listen on");

    /// <summary>Port of the JSON-RPC listener.</summary>
    public static readonly Setting RpcPort = new("rpc.port", SettingKind.Number, "8545", "port of JSON-RPC and WebSocket; 0 takes a free one") { Maximum = PortMax };

    /// <summary>Host names served.</summary>
    public static readonly Setting RpcHosts = new("rpc.allowed-hosts", SettingKind.List, "localhost", "host names that requests may name, or *; IP addresses always may");

    /// <summary>Browser origins served.</summary>
    public static readonly Setting RpcOrigins = new("rpc.allowed-origins", SettingKind.List, "", "browser origins (CORS) that may call, or *; none by default");

    /// <summary>Most WebSocket connections.</summary>
    public static readonly Setting RpcSockets = new("rpc.sockets-max", SettingKind.Number, "20000", "most WebSocket connections at once") { Minimum = 1, Maximum = 1_000_000 };

    /// <summary>Blocks one eth_getLogs may span.</summary>
    public static readonly Setting RpcLogBlocks = new("rpc.log-blocks-max", SettingKind.Number, "10000", "most blocks one eth_getLogs may span") { Minimum = 1, Maximum = 10_000_000 };

    /// <summary>Gas cap of eth_call.</summary>
    public static readonly Setting RpcGasCap = new("rpc.gas-cap", SettingKind.Number, "50000000", "most gas one eth_call or eth_estimateGas may use") { Minimum = 21_000 };

    /// <summary>Address of the metrics listener.</summary>
    public static readonly Setting MetricsHost = new("metrics.host", SettingKind.Text, "127.0.0.1", "address /metrics and /health listen on");

    /// <summary>Port of the metrics listener.</summary>
    public static readonly Setting MetricsPort = new("metrics.port", SettingKind.Number, "9615", "port of /metrics and /health; 0 takes a free one") { Maximum = PortMax };

    /// <summary>Log level.</summary>
    public static readonly Setting LogLevel = new("log.level", SettingKind.Text, "info", "least level written") { Allowed = ["trace", "debug", "info", "warn", "error"] };

    /// <summary>Log format.</summary>
    public static readonly Setting LogFormat = new("log.format", SettingKind.Text, "text", "text for people, json for machines") { Allowed = ["text", "json"] };

    /// <summary>Log file.</summary>
    public static readonly Setting LogFile = new("log.file", SettingKind.Text, "", "also write the log to this file, a new one each day, 14 kept");

    /// <summary>Most pooled transactions.</summary>
    public static readonly Setting PoolTransactions = new("pool.transactions-max", SettingKind.Number, "100000", "most transactions waiting in the pool") { Minimum = 1, Maximum = 10_000_000 };

    /// <summary>Most pooled transactions of one sender.</summary>
    public static readonly Setting PoolPerSender = new("pool.per-sender-max", SettingKind.Number, "1024", "most transactions of one sender waiting in the pool") { Minimum = 1, Maximum = 1_000_000 };

    /// <summary>State cache.</summary>
    public static readonly Setting StateCache = new("state.cache-mb", SettingKind.Number, "256", "memory for cached state and trie nodes, in MiB") { Minimum = 16, Maximum = 1_048_576 };

    /// <summary>The index of transactions by account.</summary>
    public static readonly Setting AddressIndex = new("address-index", SettingKind.Switch, "true", "index transactions by account, for explorers' ots_ methods; built beside the chain, also for old blocks when it is switched on");

    /// <summary>History window.</summary>
    public static readonly Setting StateHistory = new("state.history-blocks", SettingKind.Number, "0", "blocks of past state kept for queries; 0 keeps all") { Maximum = 1_000_000_000_000 };

    /// <summary>Verify the state at start.</summary>
    public static readonly Setting StateVerify = new("state.verify", SettingKind.Switch, "false", "before starting, verify the whole state on disk: hashes, code, flat entries, the sum of balances");

    /// <summary>What is compiled.</summary>
    public static readonly Setting Compile = new("compile", SettingKind.Text, "off", "where contracts that run much are compiled: off, reads (simulated calls only) or all (blocks too)") { Allowed = ["off", "reads", "all"] };

    /// <summary>Slot length of a new dev chain.</summary>
    public static readonly Setting SlotMilliseconds = new("dev.slot-ms", SettingKind.Number, "500", "slot length of a new dev chain") { Minimum = 50, Maximum = 60_000, IsDevOnly = true };

    /// <summary>Seats of a new dev chain.</summary>
    public static readonly Setting Seats = new("dev.seats", SettingKind.Number, "1", "producers' seats of a new dev chain, all held by this process") { Minimum = 1, Maximum = 21, IsDevOnly = true };

    /// <summary>Bind everywhere.</summary>
    public static readonly Setting Open = new("dev.open", SettingKind.Switch, "false", "listen on all addresses and accept every host and origin: for test networks only") { IsDevOnly = true };

    /// <summary>Start again from genesis.</summary>
    public static readonly Setting Reset = new("dev.reset", SettingKind.Switch, "false", "delete the dev chain's data and start from genesis") { IsDevOnly = true };

    /// <summary>All of them, in the order the help shows.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        DataDirectory, Genesis, ProducerKeys, RpcHost, RpcPort, RpcHosts, RpcOrigins, RpcSockets, RpcLogBlocks, RpcGasCap, MetricsHost, MetricsPort,
        LogLevel, LogFormat, LogFile, PoolTransactions, PoolPerSender, StateCache, StateHistory, StateVerify, AddressIndex, Compile, SlotMilliseconds, Seats, Open, Reset,
    ];
}
