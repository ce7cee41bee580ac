// A small assembler: "0x2a" pushes a number, "name:" marks a place, "@name" pushes it, "#hex" is bytes as they are, anything else is an instruction.

const names = {
  0x00: "STOP ADD MUL SUB DIV SDIV MOD SMOD ADDMOD MULMOD EXP SIGNEXTEND",
  0x10: "LT GT SLT SGT EQ ISZERO AND OR XOR NOT BYTE SHL SHR SAR CLZ",
  0x20: "KECCAK256",
  0x30: "ADDRESS BALANCE ORIGIN CALLER CALLVALUE CALLDATALOAD CALLDATASIZE CALLDATACOPY CODESIZE CODECOPY GASPRICE EXTCODESIZE EXTCODECOPY RETURNDATASIZE RETURNDATACOPY EXTCODEHASH",
  0x40: "BLOCKHASH COINBASE TIMESTAMP NUMBER PREVRANDAO GASLIMIT CHAINID SELFBALANCE BASEFEE BLOBHASH BLOBBASEFEE",
  0x50: "POP MLOAD MSTORE MSTORE8 SLOAD SSTORE JUMP JUMPI PC MSIZE GAS JUMPDEST TLOAD TSTORE MCOPY PUSH0",
  0xa0: "LOG0 LOG1 LOG2 LOG3 LOG4",
  0xf0: "CREATE CALL CALLCODE RETURN DELEGATECALL CREATE2",
  0xfa: "STATICCALL",
  0xfd: "REVERT INVALID SELFDESTRUCT",
};
const codes = new Map();
for (const [first, row] of Object.entries(names)) row.split(" ").forEach((name, i) => codes.set(name, Number(first) + i));
for (let i = 1; i <= 16; i++) codes.set(`DUP${i}`, 0x7f + i).set(`SWAP${i}`, 0x8f + i);

const byte = (value) => value.toString(16).padStart(2, "0");

/** The bytes of a program in hex. */
export function assemble(source) {
  const tokens = source.split(/\s+/).filter((token) => token.length > 0);
  const places = new Map();
  let at = 0;
  for (const token of tokens) {
    if (token.endsWith(":")) places.set(token.slice(0, -1), at);
    at += sizeOf(token);
  }
  return `0x${tokens.map((token) => bytesOf(token, places)).join("")}`;
}

/** Init code that leaves a program as the contract's code. */
export function deployer(runtime) {
  const size = (runtime.length - 2) / 2;
  return assemble(`0x${size.toString(16).padStart(4, "0")} DUP1 0x0a PUSH0 CODECOPY PUSH0 RETURN #${runtime.slice(2)}`);
}

function sizeOf(token) {
  if (token.startsWith("#")) return (token.length - 1) / 2;
  if (token.startsWith("@")) return 3;
  return token.startsWith("0x") ? token.length / 2 : 1;
}

function bytesOf(token, places) {
  if (token.startsWith("#")) return token.slice(1);
  if (token.startsWith("@")) return `61${known(places, token.slice(1)).toString(16).padStart(4, "0")}`;
  if (token.startsWith("0x")) return byte(0x5f + (token.length - 2) / 2) + token.slice(2);
  return byte(token.endsWith(":") ? codes.get("JUMPDEST") : known(codes, token));
}

function known(map, name) {
  const value = map.get(name);
  if (value === undefined) throw new Error(`assembler: ${name}?`);
  return value;
}
