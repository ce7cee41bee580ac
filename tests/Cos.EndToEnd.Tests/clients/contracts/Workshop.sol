// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// Fails in each way that Solidity knows.
contract Failures {
    error Plain();
    error Detailed(uint256 code, address who, string words, bytes raw);

    enum Colour { Red, Green }

    uint256 public successes;
    uint256[] private list;
    function() internal unset;

    function succeed() external payable returns (uint256) {
        return ++successes;
    }

    function refuse(string calldata words) external {
        successes++;
        revert(words);
    }

    function refuseSilently() external {
        successes++;
        revert();
    }

    function refusePlain() external pure {
        revert Plain();
    }

    function refuseDetailed(uint256 code, string calldata words, bytes calldata raw) external view {
        revert Detailed(code, msg.sender, words, raw);
    }

    function refuseRaw(bytes calldata raw) external pure {
        bytes memory copy = raw;
        assembly ("memory-safe") {
            revert(add(copy, 32), mload(copy))
        }
    }

    function panic(uint256 code) external {
        if (code == 0x01) assert(successes > type(uint256).max - 1);
        else if (code == 0x11) successes = successes - successes - 1;
        else if (code == 0x12) successes = 1 / (successes - successes);
        else if (code == 0x21) successes = uint256(Colour(code));
        else if (code == 0x31) list.pop();
        else if (code == 0x32) successes = list[code];
        else if (code == 0x41) successes = new uint256[](2 ** 64).length;
        else if (code == 0x51) unset();
    }

    function invalid() external {
        successes++;
        assembly ("memory-safe") {
            invalid()
        }
    }

    function burnGas() external {
        while (true) successes++;
    }
}

/// Writes logs of every shape.
contract Emitter {
    event None(uint256 value);
    event One(uint256 indexed a, uint256 value);
    event Two(uint256 indexed a, address indexed b, bytes value);
    event Three(uint256 indexed a, address indexed b, string indexed c, uint256[] value);
    event Nameless(uint256 indexed a, uint256 indexed b, uint256 indexed c, uint256 indexed d) anonymous;
    event NamelessEmpty() anonymous;

    function emitAll(uint256 a) external {
        emit None(a);
        emit One(a, a + 1);
        emit Two(a, msg.sender, abi.encode(a));
        uint256[] memory values = new uint256[](3);
        values[1] = a;
        emit Three(a, address(this), "three", values);
        emit Nameless(a, a + 1, a + 2, a + 3);
        emit NamelessEmpty();
    }

    function emitMany(uint256 count) external {
        for (uint256 i = 0; i < count; i++) emit One(i, i * i);
    }

    function emitBig(uint256 size) external {
        emit Two(size, msg.sender, new bytes(size));
    }

    function emitAndRefuse() external {
        emit None(1);
        revert("after a log");
    }

    function emitAroundFailure() external {
        emit None(1);
        try this.emitAndRefuse() {} catch {}
        emit None(2);
    }
}

/// Something small to create.
contract Child {
    uint256 public immutable number;
    address public immutable parent = msg.sender;

    constructor(uint256 number_) payable {
        require(number_ != 13, "unlucky");
        number = number_;
    }

    function die(address payable heir) external {
        selfdestruct(heir);
    }

    receive() external payable {}
}

/// Creates children in every way, and fails to.
contract Factory {
    event Made(address child);

    address[] public children;

    function make(uint256 number) external payable returns (address) {
        return note(address(new Child{value: msg.value}(number)));
    }

    function makeSalted(uint256 number, bytes32 salt) external payable returns (address) {
        return note(address(new Child{value: msg.value, salt: salt}(number)));
    }

    function tryMake(uint256 number) external returns (bool made) {
        try new Child(number) returns (Child child) {
            note(address(child));
            made = true;
        } catch Error(string memory words) {
            require(keccak256(bytes(words)) == keccak256("unlucky"), "other words");
        }
    }

    function makeRaw(bytes calldata initCode) external payable returns (address child) {
        bytes memory copy = initCode;
        assembly ("memory-safe") {
            child := create(callvalue(), add(copy, 32), mload(copy))
        }
        note(child);
    }

    function makeRawSalted(bytes calldata initCode, bytes32 salt) external payable returns (address child) {
        bytes memory copy = initCode;
        assembly ("memory-safe") {
            child := create2(callvalue(), add(copy, 32), mload(copy), salt)
        }
        note(child);
    }

    function makeAndKill(uint256 number, address payable heir) external payable {
        Child child = new Child{value: msg.value}(number);
        child.die(heir);
        note(address(child));
    }

    function note(address child) private returns (address) {
        children.push(child);
        emit Made(child);
        return child;
    }
}

/// Calls others in every way and keeps what came of it.
contract Caller {
    event Done(bool ok, bytes output);

    uint256 public calls;
    uint256 public last;

    function forward(address to, bytes calldata input, uint256 gasLimit) external payable returns (bool ok) {
        calls++;
        bytes memory output;
        (ok, output) = to.call{value: msg.value, gas: gasLimit == 0 ? gasleft() : gasLimit}(input);
        emit Done(ok, output);
    }

    function look(address to, bytes calldata input) external {
        (bool ok, bytes memory output) = to.staticcall(input);
        emit Done(ok, output);
    }

    function borrow(address to, bytes calldata input) external payable {
        (bool ok, bytes memory output) = to.delegatecall(input);
        emit Done(ok, output);
    }

    function borrowOld(address to, bytes calldata input) external payable {
        bytes memory copy = input;
        bool ok;
        assembly ("memory-safe") {
            ok := callcode(gas(), to, callvalue(), add(copy, 32), mload(copy), 0, 0)
        }
        emit Done(ok, "");
    }

    function setLast(uint256 value) external payable {
        last = value;
    }

    /// Goes down to a depth and fails there, each level catching every second failure.
    function dive(uint256 depth) external returns (uint256) {
        calls++;
        if (depth == 0) revert("the bottom");
        try this.dive(depth - 1) returns (uint256 deeper) {
            last = deeper;
            if (depth % 2 == 0) revert("an even level");
            return deeper + 1;
        } catch {
            return depth;
        }
    }

    function sink(uint256 depth) external returns (uint256) {
        return depth == 0 ? 0 : this.sink(depth - 1) + 1;
    }

    receive() external payable {
        last = msg.value;
    }
}

/// Storage that is set, cleared, set again, and kept for a transaction only.
contract Slots {
    mapping(uint256 => uint256) public values;
    uint256 private transient passing;
    bool private entered;

    function set(uint256 first, uint256 count, uint256 value) external {
        for (uint256 i = 0; i < count; i++) values[first + i] = value;
    }

    function bounce(uint256 key) external {
        values[key] = 7;
        values[key] = 0;
        values[key] = 9;
        values[key] = 0;
    }

    function hold(uint256 value) external returns (uint256 before) {
        before = passing;
        passing = value;
        if (before == 0) this.hold(value + 1);
        values[1000] = passing + before;
    }

    function guarded(address to, bytes calldata input) external {
        require(!entered, "entered already");
        entered = true;
        (bool ok, ) = to.call(input);
        require(ok, "the call inside failed");
        entered = false;
    }

    function setAndRefuse(uint256 key) external {
        values[key] = 1;
        revert("nothing stays");
    }
}

/// What a contract can learn of its surroundings; kept, so that both chains must tell the same.
contract Facts {
    bytes32[] public facts;

    function learn() external payable {
        facts.push(bytes32(block.number));
        facts.push(bytes32(block.timestamp));
        facts.push(bytes32(block.basefee));
        facts.push(bytes32(block.gaslimit));
        facts.push(bytes32(block.chainid));
        facts.push(bytes32(uint256(uint160(address(block.coinbase)))));
        facts.push(bytes32(block.blobbasefee));
        facts.push(bytes32(tx.gasprice));
        facts.push(bytes32(uint256(uint160(tx.origin))));
        facts.push(bytes32(msg.value));
        facts.push(bytes32(address(this).balance));
        facts.push(bytes32(msg.sender.balance));
        facts.push(address(this).codehash);
        facts.push(msg.sender.codehash);
        facts.push(address(0xdead00000000).codehash);
        facts.push(bytes32(address(this).code.length));
        facts.push(bytes32(gasleft()));
        facts.push(blockhash(block.number));
        facts.push(blockhash(block.number + 1));
        facts.push(blobhash(0));
        facts.push(keccak256(msg.data));
    }

    function tell() external view returns (bytes32[] memory) {
        return facts;
    }

    function sees(address who) external view returns (uint256 balance, uint256 size, bytes32 hash) {
        return (who.balance, who.code.length, who.codehash);
    }

    function surroundings() external view returns (uint256 number, uint256 time, address miner, uint256 limit, uint256 fee, uint256 chain, address from, uint256 price) {
        return (block.number, block.timestamp, block.coinbase, block.gaslimit, block.basefee, block.chainid, msg.sender, tx.gasprice);
    }
}
