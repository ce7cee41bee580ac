namespace Cos.Storage.Schema;

/// <summary>The column families of a chain's database. Integers in keys are big-endian, so that their order is the numbers' order.</summary>
public enum Column
{
    /// <summary>RocksDB's own default; empty.</summary>
    Unspecified = 0,

    /// <summary>Pointers: see <see cref="MetaKey"/>.</summary>
    Meta = 1,

    /// <summary>Block hash → header RLP.</summary>
    Headers = 2,

    /// <summary>Block hash → block RLP.</summary>
    Blocks = 3,

    /// <summary>Block hash → receipts with derived fields.</summary>
    Receipts = 4,

    /// <summary>Block hash → total weight (32), then the sender (20) of each transaction.</summary>
    Outcomes = 5,

    /// <summary>Height → hash of the canonical block.</summary>
    Canonical = 6,

    /// <summary>Transaction hash → height (8), index (4) on the canonical chain.</summary>
    Transactions = 7,

    /// <summary>Height → logs bloom of the canonical block, where it has logs.</summary>
    Blooms = 8,

    /// <summary>Emitting address (20), height (8) → nothing: canonical blocks in which a contract logged.</summary>
    Emitters = 9,

    /// <summary>Instance → certificate RLP.</summary>
    Certificates = 10,

    /// <summary>Address → account (<see cref="AccountBytes"/>).</summary>
    Accounts = 11,

    /// <summary>Address (20), slot (32) → value without leading zeros.</summary>
    Slots = 12,

    /// <summary>Code hash → code.</summary>
    Codes = 13,

    /// <summary>Trie key → node RLP.</summary>
    TrieNodes = 14,

    /// <summary>Address (20), height (8) → the account before that block; empty where there was none.</summary>
    AccountHistory = 15,

    /// <summary>Address (20), slot (32), height (8) → the value before that block; empty where it was zero.</summary>
    SlotHistory = 16,

    /// <summary>Height → the history keys of that block, for pruning.</summary>
    HistoryIndex = 17,

    /// <summary>Producer key (32) → the newest slot it sealed.</summary>
    SealedSlots = 18,

    /// <summary>Transaction hash → EIP-2718 bytes of a pooled transaction.</summary>
    Pool = 19,

    /// <summary>Block hash → RLP of whom its transactions had to do with beside sender and callee, where there is anybody (<c>FootprintBytes</c>).</summary>
    Footprints = 20,

    /// <summary>Address (20), height (8) → the indexes (3 each) of the final block's transactions that it had to do with.</summary>
    AddressUses = 21,

    /// <summary>Sender (20), nonce (8) → height (8), index (4) of a final transaction.</summary>
    SentNonces = 22,

    /// <summary>Contract (20) → height (8), index (4), creator (20), for contracts made in final blocks.</summary>
    Creations = 23,
}
