#pragma warning disable RS0030 // The compiler names the fields that its code reads and writes.
using System.Reflection;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Compiler.Emit;

/// <summary>A field that compiled code reads or writes.</summary>
/// <param name="Field">The field.</param>
internal sealed record FrameField(FieldInfo Field)
{
    /// <summary><see cref="Frame.Gas"/>.</summary>
    internal static readonly FrameField Gas = Of(nameof(Frame.Gas));

    /// <summary><see cref="Frame.Height"/>.</summary>
    internal static readonly FrameField Height = Of(nameof(Frame.Height));

    /// <summary><see cref="Frame.Next"/>.</summary>
    internal static readonly FrameField Next = Of(nameof(Frame.Next));

    /// <summary><see cref="Frame.Memory"/>.</summary>
    internal static readonly FrameField Memory = Of(nameof(Frame.Memory));

    /// <summary><see cref="Frame.Interrupt"/>.</summary>
    internal static readonly FrameField Interrupt = Of(nameof(Frame.Interrupt));

    /// <summary>The buffer of <see cref="FrameMemory"/>.</summary>
    internal static readonly FrameField Bytes = OfMemory(FrameMemory.BytesField);

    /// <summary><see cref="FrameMemory.Size"/>.</summary>
    internal static readonly FrameField Size = OfMemory(FrameMemory.SizeField);

    private static FrameField OfMemory(string name) => new(typeof(FrameMemory).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!);

    private static FrameField Of(string name) => new(typeof(Frame).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!);
}
