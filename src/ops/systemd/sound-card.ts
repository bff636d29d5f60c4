/**
 * What the service needs on top of its unit for a lobby handset: ALSA's devices and the group that owns them, nothing else
 * (DevicePolicy stays closed). Only where hotel.yaml says `door: soundcard`.
 */
export const SOUND_CARD = `# Written by hotelbot deploy because hotel.yaml says door: soundcard.
[Service]
PrivateDevices=no
DeviceAllow=char-alsa rw
SupplementaryGroups=audio
`;
