/**
 * Cameras sign their video in messages of user data that begin with one of these (ITU-T H.264, D.1.7; HEVC, D.2.7):
 * ONVIF Media Signing, and the Signed Video Framework of Axis, which is older. Both hash the pictures and
 * these messages, and no other NAL units.
 */
const SIGNING_UUIDS = [
  '005bc93f-2d71-5e95-ada4-796f90877a6f',
  '5369676e-6564-2056-6964-656f2e2e2e30',
];

const UUIDS = SIGNING_UUIDS.map((uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex'));

/** @param userData the content of a message of unregistered user data, without emulation prevention */
export function isSignature(userData: Uint8Array): boolean {
  return UUIDS.some((uuid) => uuid.equals(userData.subarray(0, uuid.length)));
}
