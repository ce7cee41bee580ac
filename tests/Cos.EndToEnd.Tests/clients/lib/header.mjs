// The block hash, computed from what JSON-RPC says of the header.
import { encodeRlp, hexlify, keccak256, toBeArray } from "ethers";

/** A number as RLP wants it: no leading zeros, zero is empty. */
export const quantity = (value) => (BigInt(value) === 0n ? "0x" : hexlify(toBeArray(BigInt(value))));

const fields = [
  ["parentHash"], ["sha3Uncles"], ["miner"], ["stateRoot"], ["transactionsRoot"], ["receiptsRoot"], ["logsBloom"], ["difficulty", quantity], ["number", quantity],
  ["gasLimit", quantity], ["gasUsed", quantity], ["timestamp", quantity], ["extraData"], ["mixHash"], ["nonce"], ["baseFeePerGas", quantity], ["withdrawalsRoot"],
  ["blobGasUsed", quantity], ["excessBlobGas", quantity], ["parentBeaconBlockRoot"], ["requestsHash"],
];

export const headerHash = (block) =>
  keccak256(encodeRlp(fields.filter(([name]) => block[name] != null).map(([name, shape]) => (shape ? shape(block[name]) : block[name]))));
