/** Where everybody is in the network of the test: baresip takes no loopback address, so `lo` has another one there. */
export const ADDRESS = "10.88.0.1";
/** Our line; a network that loses packets in front of it; and the guest's telephone. */
export const LINE_PORT = 5_070;
export const RELAY_PORT = 5_080;
export const BARESIP_PORT = 5_090;
export const BARESIP_CONTROL = 4_444;
