using Cos.Contracts.Runtime;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Contracts.Producers;

/// <summary>
/// The storage of the Producers contract as Solidity would declare it:
/// <code>
/// mapping(address => bytes32) keys;        // 0  Ed25519 keys
/// mapping(address => string) names;        // 1
/// address[] seats;                         // 2  the confirmed election's, in its order
/// address[] standbys;                      // 3  by rank
/// address[] votingAddresses;               // 4  ascending
/// bytes32[] votingKeys;                    // 5  as registered when elected
/// struct { uint64 instance; uint64 number; } carried; bytes32 carriedHash;     // 6, 7
/// mapping(address => uint256) missedTurns; // 8
/// struct { address who; uint64 slot; }[] benched;                              // 9  by time, then address
/// struct { uint256 round; address[] holders; address[] standbys; }[2] rounds;  // 10–12 even rounds, 13–15 odd ones
/// struct { uint64 turn; uint64 primary; uint64 standby; } sealed;              // 16 who made blocks in the newest turn
/// </code>
/// </summary>
internal static class ProducersLayout
{
    public static readonly UInt256 Keys = 0;
    public static readonly UInt256 Names = 1;
    public static readonly SolidityArray Seats = new(2, VotingSet.MembersMax);
    public static readonly SolidityArray Standbys = new(3, VotingSet.MembersMax);
    public static readonly SolidityArray VotingAddresses = new(4, VotingSet.MembersMax);
    public static readonly SolidityArray VotingKeys = new(5, VotingSet.MembersMax);
    public static readonly UInt256 Carried = 6;
    public static readonly UInt256 CarriedHash = 7;
    public static readonly UInt256 MissedTurns = 8;
    public static readonly SolidityArray Benched = new(9, 2 * VotingSet.MembersMax);
    public static readonly UInt256 SealedTurn = 16;

    private static readonly RoundSlots EvenRound = new(10);
    private static readonly RoundSlots OddRound = new(13);

    /// <summary>Two rounds are kept; a round's parity says where.</summary>
    public static RoundSlots Round(ulong round) => round % 2 == 0 ? EvenRound : OddRound;

    public sealed class RoundSlots(ulong first)
    {
        // A round's number is stored plus one, so that an empty slot is no round.
        public UInt256 Number { get; } = first;

        public SolidityArray Holders { get; } = new(first + 1, VotingSet.MembersMax);

        public SolidityArray Standbys { get; } = new(first + 2, VotingSet.MembersMax);
    }
}
