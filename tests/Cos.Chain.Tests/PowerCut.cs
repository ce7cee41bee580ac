namespace Cos.Chain.Tests;

/// <summary>The power fails before the write of a number.</summary>
public sealed class PowerCut(int writes)
{
    private int _left = writes;

    public void Spend()
    {
        if (_left-- == 0) throw new PowerCutException();
    }
}
