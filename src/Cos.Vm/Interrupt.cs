namespace Cos.Vm;

/// <summary>A flag by which another thread ends a simulated call that takes too long. Block execution never hands one in, so it cannot influence a block.</summary>
public sealed class Interrupt
{
    private volatile bool _requested;

    /// <summary>Whether the end was asked for.</summary>
    public bool Requested => _requested;

    /// <summary>Asks for the end; the machine notices at its next backward jump or call.</summary>
    public void Request() => _requested = true;
}
