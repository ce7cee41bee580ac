// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Probe} from "../contracts/Probe.sol";
import {Token} from "../contracts/Token.sol";

interface Vm {
    function envAddress(string calldata name) external view returns (address);
    function envUint(string calldata name) external view returns (uint256);
    function prank(address sender) external;
    function deal(address account, uint256 balance) external;
    function expectRevert(bytes calldata revertData) external;
    function load(address account, bytes32 slot) external view returns (bytes32);
    function rollFork(uint256 blockNumber) external;
}

/// What `forge test --fork-url` runs: reads the chain's state where it is needed, and changes it only here.
contract ForkTest {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    Token private token;
    Probe private probe;
    address private holder;

    function setUp() external {
        token = Token(vm.envAddress("FORK_TOKEN"));
        probe = Probe(payable(vm.envAddress("FORK_PROBE")));
        holder = vm.envAddress("FORK_HOLDER");
    }

    function test_ReadsWhatIsOnTheChain() external view {
        require(block.chainid == 3077, "chain id");
        require(block.basefee > 0 && block.gaslimit > 1_000_000, "the block");
        require(keccak256(bytes(token.name())) == keccak256("Forged"), "name");
        require(token.balanceOf(holder) == token.totalSupply(), "supply");
        require(holder.balance > 1 ether && holder.code.length == 0, "holder");
        require(probe.values(5) == 500 && uint256(vm.load(address(probe), bytes32(uint256(1)))) == 500, "storage");
        require(probe.owner() == holder, "owner");
    }

    function test_ChangesItsOwnCopy() external {
        vm.prank(holder);
        token.transfer(address(this), 7);
        require(token.balanceOf(address(this)) == 7, "transferred");
        probe.store(6, 60, "in the fork");
        require(probe.total() == 560, "stored");
        vm.deal(address(this), 3 ether);
        payable(address(probe)).transfer(1 ether);
        require(address(probe).balance == 1 ether, "sent");
    }

    function test_SeesErrors() external {
        vm.expectRevert(abi.encodeWithSelector(Probe.TooSmall.selector, 1, 100));
        probe.requireAtLeast(1);
    }

    function test_GoesBack() external {
        vm.rollFork(vm.envUint("FORK_BLOCK"));
        require(block.number == vm.envUint("FORK_BLOCK"), "height");
        require(probe.values(5) == 0, "before the store");
    }

    function testFuzz_Stores(uint64 value) external {
        probe.store(9, value, "");
        require(probe.values(9) == value && probe.total() == 500 + uint256(value), "stored");
    }
}
