// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// A small contract for Hardhat's own compile, deploy and test.
contract Ledger {
    error NotYours(address caller);

    event Entered(address indexed by, uint256 amount);

    address public immutable owner = msg.sender;
    uint256 public sum;

    function enter(uint256 amount) external {
        if (msg.sender != owner) revert NotYours(msg.sender);
        sum += amount;
        emit Entered(msg.sender, amount);
    }
}
