/**
 * What the service needs on top of its unit for a lobby handset: ALSA's devices and the group that owns them, and input
 * devices to be read where a button of the handset is one; nothing else (DevicePolicy stays closed). Only where hotel.yaml
 * says `door: soundcard`.
 */
export function soundCard({ button }: { readonly button: boolean }): string {
  return `# Written by hotelbot deploy because hotel.yaml says door: soundcard.
[Service]
PrivateDevices=no
DeviceAllow=char-alsa rw
${button ? "DeviceAllow=char-input r\nSupplementaryGroups=audio input" : "SupplementaryGroups=audio"}
`;
}
