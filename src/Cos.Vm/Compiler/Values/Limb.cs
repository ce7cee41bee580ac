namespace Cos.Vm.Compiler.Values;

/// <summary>64 bits of a word while code is being compiled.</summary>
/// <param name="Kind">Where they are.</param>
/// <param name="Number">The bits themselves (<see cref="LimbKind.Constant"/>), which limb of the slot (<see cref="LimbKind.Slot"/>),
/// where the bits come from (<see cref="LimbKind.Local"/>), or the distance in bytes (<see cref="LimbKind.Memory"/>).</param>
/// <param name="Index">The local (<see cref="LimbKind.Local"/>), the slot's position (<see cref="LimbKind.Slot"/>), or the local that the distance counts from
/// (<see cref="LimbKind.Memory"/>; <see cref="NoLocal"/>: from the start of memory).</param>
internal readonly record struct Limb(LimbKind Kind, ulong Number, int Index)
{
    /// <summary>No local.</summary>
    internal const int NoLocal = -1;

    private const ulong Computed = 0;
    private const ulong Truth = 1;
    private const ulong Loaded = 2;

    /// <summary>Bits that are all zero.</summary>
    internal static readonly Limb Zero = Of(0);

    /// <summary>Whether they are known to be all zero.</summary>
    internal bool IsZero => Kind == LimbKind.Constant && Number == 0;

    /// <summary>Whether they are known.</summary>
    internal bool IsConstant => Kind == LimbKind.Constant;

    /// <summary>Whether they have to be fetched before they can be kept beyond a write to where they are.</summary>
    internal bool IsElsewhere => Kind is LimbKind.Slot or LimbKind.Memory;

    /// <summary>Whether they were found in memory, so that the runtime's compiler cannot know anything of them.</summary>
    internal bool IsLoaded => Kind == LimbKind.Local && Number == Loaded;

    /// <summary>Whether the runtime's compiler may have made them by a rotation: see <c>Emission.PushTested</c>.</summary>
    internal bool MayBeRotation => Kind == LimbKind.Local && Number == Computed;

    /// <summary>The same bits, said to be found in memory.</summary>
    internal Limb AsLoaded() => this with { Number = Loaded };

    /// <summary>The same bits, said to be a truth value or carry.</summary>
    internal Limb AsTruth() => this with { Number = Truth };

    /// <summary>Known bits.</summary>
    internal static Limb Of(ulong constant) => new(LimbKind.Constant, constant, 0);

    /// <summary>Bits in a local.</summary>
    internal static Limb InLocal(int local) => new(LimbKind.Local, Computed, local);

    /// <summary>Bits in a slot.</summary>
    internal static Limb InSlot(int position, int limb) => new(LimbKind.Slot, (ulong)limb, position);

    /// <summary>Bits in memory.</summary>
    internal static Limb InMemory(int local, ulong distance) => new(LimbKind.Memory, distance, local);
}
