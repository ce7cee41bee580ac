using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Cos.Testing;

/// <summary>
/// The built node as a real process on free loopback ports, with a data folder of its own. Disposing it kills the process and removes the folder,
/// unless the folder was given.
/// </summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private const int LogCharactersMax = 4_000_000;
    private const int SignalTerminate = 15;
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);

    private readonly string _verb;
    private readonly string[] _extraArguments;
    private readonly bool _ownsFolder;
    private readonly int _rpcPort;
    private readonly int _metricsPort;
    private readonly StringBuilder _log = new();
    private Process? _process;

    private NodeProcess(string verb, string? dataFolder, string[] extraArguments)
    {
        _verb = verb;
        _extraArguments = extraArguments;
        _ownsFolder = dataFolder is null;
        DataFolder = dataFolder ?? Directory.CreateTempSubdirectory("cosd-test-").FullName;
        (_rpcPort, _metricsPort) = FreePorts();
        Rpc = new($"http://127.0.0.1:{_rpcPort}");
        WebSocket = new($"ws://127.0.0.1:{_rpcPort}");
        Metrics = new($"http://127.0.0.1:{_metricsPort}");
        Caller = new(Rpc);
    }

    /// <summary>The node's data folder.</summary>
    public string DataFolder { get; }

    /// <summary>JSON-RPC over HTTP.</summary>
    public Uri Rpc { get; }

    /// <summary>JSON-RPC over WebSocket, on the same port.</summary>
    public Uri WebSocket { get; }

    /// <summary>Where /health and /metrics are.</summary>
    public Uri Metrics { get; }

    /// <summary>A client of <see cref="Rpc"/>.</summary>
    public JsonRpcCaller Caller { get; }

    /// <summary>From the start of the process to its first answered eth_blockNumber, at the last start.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>The running process's id.</summary>
    public int Id => Running.Id;

    /// <summary>Resident memory of the running process, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{Id}/status").First(static l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
    }

    /// <summary>Open files and sockets of the running process.</summary>
    public int OpenFiles => Directory.GetFileSystemEntries($"/proc/{Id}/fd").Length;

    /// <summary>What the node printed, over all its starts, up to a limit.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    private Process Running => _process ?? throw new InvalidOperationException("The node is not running.");

    /// <summary>Starts <c>cosd dev</c> and returns when it answers.</summary>
    public static Task<NodeProcess> StartDevAsync(string? dataFolder = null, params string[] extraArguments) => StartAsync("dev", dataFolder, extraArguments);

    /// <summary>Starts <c>cosd run</c> with a configuration file and returns when it answers.</summary>
    public static Task<NodeProcess> StartConfiguredAsync(string configurationFile, params string[] extraArguments) =>
        StartAsync("run", null, ["--config", configurationFile, .. extraArguments]);

    private static async Task<NodeProcess> StartAsync(string verb, string? dataFolder, string[] extraArguments)
    {
        var node = new NodeProcess(verb, dataFolder, extraArguments);
        try
        {
            await node.StartAsync();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the node again on its own folder and ports, after <see cref="KillAsync"/> or <see cref="StopAsync"/>.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = DataFolder,
        };
        foreach (var argument in (string[])[AssemblyPath(), _verb, "--data-dir", DataFolder, "--rpc-port", $"{_rpcPort}", "--metrics-port", $"{_metricsPort}",
            .. _extraArguments])
        {
            start.ArgumentList.Add(argument);
        }
        foreach (var name in start.Environment.Keys.Where(static k => k.StartsWith("COS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name); // the tests' own variables and a developer's settings are not this node's
        }
        var started = Stopwatch.GetTimestamp();
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        _process.StandardInput.Close();
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.HoldsAsync("The node answers eth_blockNumber", ReadyLimit, AnswersAsync);
        ReadyAfter = Stopwatch.GetElapsedTime(started);
    }

    /// <summary>kill -9: the process gets no chance to write anything.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await ForgetAsync();
    }

    /// <summary>SIGTERM, as an operator stops it; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = Signal(Running.Id, SignalTerminate);
        await Running.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        var code = Running.ExitCode;
        await ForgetAsync();
        return code;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }
        Caller.Dispose();
        if (_ownsFolder && Directory.Exists(DataFolder))
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        if (Running.HasExited)
        {
            await Running.WaitForExitAsync(); // drains its output
            throw new InvalidOperationException($"The node ended with exit code {Running.ExitCode}:\n{Log}");
        }
        try
        {
            _ = await Caller.QuantityAsync("eth_blockNumber");
            return true;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private async Task ForgetAsync()
    {
        await Running.WaitForExitAsync();
        Running.Dispose();
        _process = null;
    }

    private void Append(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.Length < LogCharactersMax)
            {
                _log.AppendLine(line);
            }
        }
    }

    private static string AssemblyPath()
    {
        var path = Path.Combine(Checkout.Root, "src", "Cos.Node", "bin", "Release", "net10.0", "cosd.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The node is not built in Release: dotnet build src/Cos.Node -c Release", path);
    }

    private static (int First, int Second) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
