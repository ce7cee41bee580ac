// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// Fails, logs and stores in every way that a client must understand.
contract Probe {
    error TooSmall(uint256 given, uint256 needed);

    event Stored(address indexed by, uint256 indexed key, uint256 value, string note);

    mapping(uint256 => uint256) public values; // slot 0
    uint256 public total; // slot 1
    address public immutable owner = msg.sender;

    function store(uint256 key, uint256 value, string calldata note) external {
        total += value;
        values[key] = value;
        emit Stored(msg.sender, key, value, note);
    }

    function storeMany(uint256 first, uint256 count) external {
        for (uint256 i = 0; i < count; i++) values[first + i] = i + 1;
    }

    function requireAtLeast(uint256 value) external pure returns (uint256) {
        if (value < 100) revert TooSmall(value, 100);
        return value;
    }

    function refuse() external pure {
        revert("not today");
    }

    function divide(uint256 a, uint256 b) external pure returns (uint256) {
        return a / b;
    }

    function burnGas() external pure {
        while (true) {}
    }

    function blockFacts() external view returns (uint256 number, uint256 time, uint256 baseFee, uint256 chain, uint256 gasLimit) {
        return (block.number, block.timestamp, block.basefee, block.chainid, block.gaslimit);
    }

    receive() external payable {}
}
