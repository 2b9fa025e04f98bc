/** The name of a host as certificates have it; an address is none. */
export const SERVER_NAME = {
  pattern: "^(?=.{1,253}$)(?![0-9.]+$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*$",
  form: 'the name of a host, such as "animals.internal"',
};
