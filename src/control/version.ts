/** Of what is agreed over the control socket; both sides say theirs in this header. */
export const CONTROL_VERSION = 1;
export const VERSION_HEADER = "hotelbot-api";
