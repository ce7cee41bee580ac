// Where cosd answers otherwise than anvil, and why. Each entry must be met, or the test fails: the list holds nothing that is no longer so.
// `question` is the method, a space and the question's name; `path` the place in the answer; `when` what the two values there must be like.

const block = /^eth_getBlockBy/;
const receipt = /^eth_get(TransactionReceipt|BlockReceipts)/;
const absent = (ours) => ours === undefined;
const both = (ours, theirs) => ours !== undefined && theirs !== undefined;
const miner = /^result\.(pre\.|post\.)?0xbcd4042de499d14e55001ccbb24a551f3b954096/;
const frames = /^debug_trace\w+ (callTracer|topCall)/;
const states = /^debug_trace\w+ (prestateTracer|diffMode)/;
const whole = /^(result|error)$/;
const noError = (ours, theirs) => ours?.code === undefined && (theirs === undefined || theirs.code === -32602);
const error = (...codes) => (ours) => ours === undefined || codes.includes(ours.code);
const near = (ours, theirs) => Number(ours) >= Number(theirs) && Number(ours) <= Number(theirs) * 1.02;

export const differences = [
  // The chains are of different kinds.
  { question: block, path: /^result\.(stateRoot|extraData|size|mixHash)$/, when: both, why: "COS pays fees by its own rule, has system accounts, and seals with a header of its own" },
  { question: block, path: /^result\.difficulty$/, when: both, why: "a COS header's difficulty is the weight of its seal in the choice of the best chain" },
  { question: /^eth_getProof/, path: /^result\.accountProof/, when: both, why: "proofs lead to the state root, which differs" },
  { question: / "(safe|finalized)"$/, path: /^result$/, when: both, why: "COS blocks are final within seconds; anvil's are after 64 more" },
  { question: /^eth_getTransactionCount create2Deployer/, path: /^result$/, when: (ours, theirs) => BigInt(ours) === BigInt(theirs) + 1n, why: "a contract's nonce begins with 1 (EIP-161), which anvil's predeployed one lacks" },
  { question: /^eth_feeHistory/, path: /^result\.baseFeePerGas\.\d+$/, when: (ours) => BigInt(ours) >= 10n ** 10n, why: "a dev chain's base fee has a floor, and follows demand slowly" },

  // Fields that one of them has more.
  { question: receipt, path: /\.blobGasPrice$/, when: absent, why: "the schema has it for blob transactions only" },
  { question: receipt, path: /^result(\.\d+)?\.blockTimestamp$/, when: absent, why: "no field of a receipt in the schema, and anvil's is a number" },
  { question: block, path: /^result\.totalDifficulty$/, when: absent, why: "gone from the schema" },
  { question: /^eth_feeHistory/, path: /^result\.reward$/, when: absent, why: "reward is there only where percentiles were asked for, as in geth" },

  // Traces.
  { question: frames, path: /^result\.gas$/, when: both, why: "the outermost frame's gas is the transaction's limit, as in geth; anvil takes off the intrinsic gas" },
  { question: frames, path: /^result\.gasUsed$/, when: both, why: "the outermost frame's gas is the receipt's, as in geth (checked); anvil has its block's sum" },
  { question: frames, path: /^result\.(calls\.\d+\.)*error$/, when: both, why: "the words of a halt are geth's, where anvil has revm's" },
  { question: frames, path: /^result(\.calls\.\d+)*\.logs(\.\d+\.index)?$/, why: "logs of a call that was undone are left out, and not counted, as in geth" },
  { question: frames, path: /^result\.revertReason$/, when: absent, why: "a reason that is no UTF-8 is none: JSON could not carry it" },
  { question: /^debug_trace\w+ topCall/, path: /^result\.calls$/, when: absent, why: "only the outermost call was asked for; anvil tells of self-destructions all the same" },
  { question: / callTracer a child dies for itself/, path: /^result\.calls\.0\.(from|to|value)$/, why: "anvil tells nothing of a self-destruction in its own favour" },
  { question: states, path: /codeHash$/, when: (_, theirs) => theirs === undefined, why: "the hash of a code is told, too, as in geth" },
  { question: states, path: miner, why: "COS pays fees by its own rule" },
  { question: states, path: /(0x4e59b44847b379578588920ca78fbf26c0b4956c|0x0000f90827f1c53a10cb7a02335b175320002935)\.nonce$/, why: "a contract's nonce begins with 1 (EIP-161), which anvil's predeployed ones lack" },
  { question: /^debug_trace\w+ prestateTracer/, path: /^result\.0x[0-9a-f]{40}$/, when: absent, why: "an account that was not there is not told, as in geth" },
  { question: /^debug_trace\w+ prestateTracer/, path: /^result\.0x[0-9a-f]{40}\.storage(\.0x[0-9a-f]{64})?$/, when: absent, why: "a slot is not told where the gas did not last to touch it, as in geth" },
  { question: /^debug_trace\w+ prestateTracer .*(authorization|delegat)/, path: /^result\.0x[0-9a-f]{40}$/, why: "accounts that authorize, and those they delegate to, are told, as in geth" },
  { question: /^debug_trace\w+ diffMode a delegation undone/, path: /\.code$/, when: (ours) => ours === "0x", why: "that a code is gone is told" },
  { question: /^debug_trace\w+ 4byteTracer/, path: /^result\.0x[0-9a-f]{8}-\d+$/, when: absent, why: "calls of precompiles are left out, as in geth" },
  { question: /^debug_trace\w+ steps/, path: /^result\.structLogs\.\d+\.(returnData|memory|refund)$/, when: absent, why: "what is empty is left out, as in geth and the schema" },
  { question: /^debug_trace\w+ steps/, path: /^result\.structLogs\.\d+\.error$/, why: "an instruction that begins and then fails is no failed step in geth; its words are geth's" },
  { question: /^debug_trace\w+ steps/, path: /^result\.structLogs\.\d+\.gasCost$/, when: both, why: "a creation costs what it costs itself, as in geth, and not what it hands down" },
  { question: /^debug_trace\w+ steps/, path: /^result\.structLogs\.\d+\.storage\.0x[0-9a-f]{64}$/, why: "a slot is told where the store then fails, as in geth" },
  { question: /^debug_trace\w+ steps run: an unknown/, path: /\.op$/, when: both, why: "geth's words for what is no instruction" },
  { question: /^ots_getContractCreator/, path: /^result$/, when: (ours) => ours === null, why: "a contract that was not made, or is no more, has no creator" },
  { question: /^trace_/, path: /^result\.\d+\.error$/, when: both, why: "the words are Parity's, where anvil has revm's" },
  { question: /^trace_\w+ .*/, path: /^result\.\d+\.result\.address$/, when: absent, why: "a contract that was not made has no address" },
  { question: /^trace_\w+ a child dies for itself/, path: /^result\.1\.action/, why: "anvil tells nothing of a self-destruction in its own favour" },

  // Errors.
  { question: /./, path: /^error\.message$/, when: both, why: "the words are geth's, where anvil has its own" },
  { question: /^eth_(call|estimateGas)/, path: /^error\.code$/, when: (ours, theirs) => ours === -32000 && [-32603, -32003].includes(theirs), why: "a call that cannot start, or halts without a revert: -32000 in geth, and no internal error" },
  { question: /^eth_sendRawTransaction/, path: /^error\.code$/, when: (ours, theirs) => ours === -32000 && [-32003, -32602].includes(theirs), why: "geth's code for a refused transaction, and for bytes that are none" },
  { question: / (of|in) a block to come$/, path: /^error\.code$/, when: (ours, theirs) => ours === -32000 && theirs === -32602, why: "geth's \"header not found\"" },

  // Questions that one of them takes and the other does not.
  { question: /^eth_getBlockTransactionCountByNumber unknown$/, path: whole, when: noError, why: "the schema has null for a block that is not found" },
  { question: / without a block$/, path: whole, when: noError, why: "the block may be left out: latest" },
  { question: /^eth_getBalance wrong \["f39F/, path: whole, when: error(-32602), why: "an address needs its 0x, as the schema says" },
  { question: /^eth_getProof a short key$/, path: whole, when: noError, why: "the schema takes keys that are shorter than a word" },
  { question: /^eth_call price below the base fee$/, path: whole, when: error(-32000), why: "such a transaction could not be mined; geth refuses it too" },
  { question: /^eth_call both kinds of price$/, path: whole, when: error(-32602), why: "contradicts itself; geth refuses it too" },
  { question: /^eth_call wrong .*input/, path: whole, when: error(-32602), why: "contradicts itself; geth refuses it too" },
  { question: /^eth_estimateGas more value than there is$/, path: whole, when: error(-32000), why: "such a transaction could not be mined; geth refuses it too" },
  { question: /^eth_getLogs a range that is upside down$/, path: whole, when: error(-32602), why: "geth refuses it too, and the conformance tests want it" },
  { question: /^eth_feeHistory of /, path: whole, when: error(-32000, -32602), why: "geth refuses it too; anvil answers nonsense" },
  { question: /^eth_sendRawTransaction another chain, legacy$/, path: whole, when: error(-32000), why: "anvil takes a legacy transaction that was signed for another chain" },
  { question: /^eth_sendRawTransaction too little gas (for|to)/, path: whole, when: error(-32000), why: "anvil's pool counts no more than 21,000; such a transaction is never mined" },
  { question: /^eth_sendRawTransaction (bytes after the end|the twin of a signature)$/, path: whole, when: error(-32000), why: "malleable: EIP-2718 and EIP-2 forbid them; anvil's pool takes them" },
  { question: /^eth_sendRawTransaction set-code without/, path: whole, when: error(-32000), why: "EIP-7702 forbids it; anvil's pool takes it" },
  { question: /^eth_createAccessList a?n? ?(no )?(reason|error|panic|invalid)/, path: whole, when: (ours) => ours === undefined || ours.error !== undefined, why: "a call that fails has a list too, with the error beside it, as in the schema" },

  // Answers.
  { question: /^eth_call surroundings without a price$/, path: /^result$/, when: both, why: "a call without a price sees a base fee of zero, as in geth; anvil shows the block's" },
  { question: /^eth_call override: a precompile moved$/, path: /^result$/, when: both, why: "anvil ignores the order" },
  { question: /^eth_estimateGas calls inside$/, path: /^result$/, when: both, why: "less gas makes other calls inside fail, and still succeeds: where the search ends is its own choice" },
  { question: /^eth_estimateGas/, path: /^result$/, when: near, why: "geth's search ends when it knows the gas to 1.5 %" },
  { question: /^eth_getLogs (only positions|an empty choice)$/, path: /./, why: "a log must have as many topics as the filter has positions, as in geth; anvil forgets the empty ones at the end" },
  { question: /^eth_getProof nobody$/, path: /^result\.storageProof\.0\.proof\.length$/, when: (ours, theirs) => ours === 0 && theirs === 1, why: "an account without storage has no nodes, as in geth; anvil tells the empty one" },
  { question: /^eth_getProof cleared slots$/, path: /^result\.(storageHash|storageProof\.\d\.proof)/, when: both, why: "anvil leaves cleared slots in the storage trie as zeros; the proof flow checks ours against a trie built apart" },
];
