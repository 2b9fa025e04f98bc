/** A reference ($name, ${name}, $!name) or a directive or comment (#set, #{if}, ##, #*, #[[). */
const VELOCITY =
  /\$!?\{?[A-Za-z_][\w.-]*|#\{?(?:set|if|elseif|else|end|foreach|break|stop|define|include|parse|macro|evaluate|return)\b|#[#*]|#\[\[|#@/;

/** The first piece of Velocity in a template; undefined when it is plain text. */
export function findVelocity(template: string): string | undefined {
  return VELOCITY.exec(template)?.[0];
}
