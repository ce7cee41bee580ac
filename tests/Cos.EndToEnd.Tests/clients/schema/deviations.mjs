// Where answers deviate from the schema or from the conformance corpus, and why. Each entry must be met.

const isEmpty = (result) => Array.isArray(result) && result.length === 0;

/** Results that the schema does not have: what the checker says of them, and when that is right. */
export const faults = [
  { method: /^eth_get(Logs|Filter)/, fault: /^\/ must match exactly one schema/, when: isEmpty, why: "an empty list is a list of hashes and a list of logs at once" },
  { method: /^eth_getBlockByNumber$/, fault: /^\/((hash|miner|nonce) must be string| must)/, when: (block) => block.hash === null && block.transactions !== undefined, why: "a pending block has no seal: null, as in geth" },
  { method: /^eth_getTransactionBy/, fault: /^\/((blockHash|blockNumber|blockTimestamp|transactionIndex) must be string| must)/, when: (transaction) => transaction.blockHash === null, why: "a transaction that waits is in no block: null, as in geth" },
  { method: /^eth_simulateV1$/, fault: /^\[\]\.calls\[\]\.error\.data: /, when: () => true, why: "what a call reverted with, as in geth and the corpus" },
  { method: /^eth_simulateV1$/, fault: /^\/\d\/calls\/\d(\/error|\/status| must)/, when: (blocks) => blocks.some(({ calls }) => calls.some(({ error }) => error?.code === -32015)), why: "the schema wants \"vm execution error\" before the words, which geth and the corpus do not have" },
  { method: /^eth_simulateV1$/, fault: /^an internal error$/, when: ({ message }) => message.includes("nonce has max value"), why: "geth's code, and the corpus's" },
];

/** Exchanges of the corpus whose error comes from the corpus's own chain. */
export const otherErrors = [
  { name: /^eth_call\/call-revert-abi/, why: "calls a contract of the corpus's chain" },
  { name: /^eth_estimateGas\/estimate-(call-abi-error|failed-call)/, why: "calls a contract of the corpus's chain" },
  { name: /^debug_traceBlockByNumber\/trace-genesis/, why: "a genesis block without transactions has no traces, which is no error" },
  { name: /^eth_getLogs\/filter-error-future-block-range/, why: "the block to come is there on a longer chain" },
  { name: /^eth_simulateV1\/ethSimulate-(empty-with-block-num-set-plus1|make-call-with-future-block)/, why: "the block to come is there on a longer chain" },
  { name: /^eth_simulateV1\//, when: ({ error }) => error?.code === -38020, why: "a number that is above the corpus's head is below that of a longer chain" },
];

/** Methods of the schema that are not served. */
export const notServed = {
  eth_sign: "the node holds no keys of users",
  eth_signTransaction: "the node holds no keys of users",
  eth_sendTransaction: "the node holds no keys of users",
  eth_fillTransaction: "wallets fill transactions from the methods for nonce, gas and fees",
  eth_coinbase: "a node may seal for several producers, or for none",
  eth_capabilities: "no client calls it yet",
  eth_getBlockAccessList: "block access lists (EIP-7928) are not of Osaka",
  debug_getRawBlockAccessList: "block access lists (EIP-7928) are not of Osaka",
};
