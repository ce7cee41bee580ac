using System.Text;

namespace Cos.Cli.Commands;

/// <summary>Where a command reads and writes: the process's own streams, or a test's.</summary>
internal sealed class Terminal : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Over three streams, which are left open.</summary>
    /// <param name="input">What is piped in.</param>
    /// <param name="output">For results.</param>
    /// <param name="errors">For what people should know besides.</param>
    /// <param name="hasInput">Whether something is piped in; false where a person types.</param>
    public Terminal(Stream input, Stream output, Stream errors, bool hasInput)
    {
        (Input, HasInput, ErrorBytes) = (input, hasInput, errors);
        Output = new StreamWriter(output, Utf8, leaveOpen: true);
        Errors = new StreamWriter(errors, Utf8, leaveOpen: true) { AutoFlush = true };
    }

    /// <summary>What is piped in.</summary>
    public Stream Input { get; }

    /// <summary>Whether something is piped in.</summary>
    public bool HasInput { get; }

    /// <summary>Results; kept back until it is flushed.</summary>
    public TextWriter Output { get; }

    /// <summary>What people should know besides; written at once.</summary>
    public TextWriter Errors { get; }

    /// <summary>The stream under <see cref="Errors"/>, for traces.</summary>
    public Stream ErrorBytes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Output.Dispose();
        Errors.Dispose();
    }
}
