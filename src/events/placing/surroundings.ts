/** A number of a thing stands after such a word. */
const NUMBERED =
  /(?:^|[^A-Za-z])(?:serial|sn|s_n|build|fw|firmware|version|ver|rev|revision|release|model|patch|mac|imei|uuid|sha|md5|hash)(?:[-_ .]?(?:no|nr|number|id))?[-_ .:#]*$/i;
/** More than one number with dots: a version, unless it is an address. */
const VERSION = /(?:(?:^|[^A-Za-z0-9.])\d+(?:\.\d+)+|(?:^|[^A-Za-z0-9])v\d+(?:\.\d+)*)\.$/i;
const ADDRESS = /(?:^|[^\d.])\d{1,3}(?:\.\d{1,3}){3}\.$/;

/** Whether the text before a date or a number shows that it is a part of something else. */
export function continuesNumber(before: string): boolean {
  // Letters after digits, as in a hash or a model.
  if (/\d[A-Za-z]+$/.test(before)) return true;
  if (NUMBERED.test(before)) return true;
  return VERSION.test(before) && !ADDRESS.test(before);
}
