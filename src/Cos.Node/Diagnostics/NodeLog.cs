using System.Globalization;
using Cos.Node.Configuration;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Cos.Node.Diagnostics;

/// <summary>Makes the node's log from its settings: text for people or compact JSON for machines, on standard output and optionally in daily files.</summary>
public static class NodeLog
{
    private const int FilesKept = 14;
    private const string Text = "{Timestamp:HH:mm:ss.fff} {Level:u4} {Message:lj}{NewLine}{Exception}";

    /// <summary>A logger; dispose it last.</summary>
    public static Serilog.Core.Logger Create(SettingValues settings)
    {
        var log = new LoggerConfiguration().MinimumLevel.Is(LevelOf(settings.Text(Settings.LogLevel)));
        log.MinimumLevel.Override("Microsoft", LogEventLevel.Warning);
        var isJson = settings.Text(Settings.LogFormat) == "json";
        log = isJson ? log.WriteTo.Console(new CompactJsonFormatter()) : log.WriteTo.Console(outputTemplate: Text, formatProvider: CultureInfo.InvariantCulture);
        if (settings.Text(Settings.LogFile) is { Length: > 0 } file)
        {
            log = isJson
                ? log.WriteTo.File(new CompactJsonFormatter(), file, rollingInterval: RollingInterval.Day, retainedFileCountLimit: FilesKept)
                : log.WriteTo.File(file, outputTemplate: Text, formatProvider: CultureInfo.InvariantCulture, rollingInterval: RollingInterval.Day, retainedFileCountLimit: FilesKept);
        }

        return log.CreateLogger();
    }

    private static LogEventLevel LevelOf(string level) => level switch
    {
        "trace" => LogEventLevel.Verbose,
        "debug" => LogEventLevel.Debug,
        "warn" => LogEventLevel.Warning,
        "error" => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
