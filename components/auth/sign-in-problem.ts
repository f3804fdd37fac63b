/** The text for an error code of next-auth, which is also in `?error=` on the sign-in page. */
export function signInProblem(code: string | undefined): string {
  const minutes = Number(/^TooManyTries-(\d{1,4})$/.exec(code ?? "")?.[1] ?? 0);
  if (minutes > 0) return `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
  return (code && Object.hasOwn(problems, code) && problems[code]) || "Signing in did not work. Please try again.";
}

const problems: Partial<Record<string, string>> = {
  CredentialsSignin: "That e-mail and password do not match.",
  OAuthAccountNotLinked:
    "There is an account with this e-mail address already. Sign in with its password or the other button, or reset its password.",
  AccessDenied: "Access was not granted. Try again and allow access, or use your e-mail and password.",
  OAuthCallback: "The other service did not confirm who you are. Please try again.",
  EmailNotVerified:
    "That service has not verified your e-mail address. Verify it there and try again, or use your e-mail and password here.",
  SecondStepOver: "That took longer than ten minutes. Sign in again.",
  SessionRequired: "Please sign in to see this page.",
};
