import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { Alert } from "@/components/ui/alert";
import { mailSender } from "@/server/emails/mail-transport";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgotPasswordPage() {
  return (
    <>
      <AuthHeading
        title="Forgotten your password?"
        question="Remembered it?"
        link={{ href: "/sign-in", label: "Sign in" }}
      />
      {mailSender() === null ? <WithoutMail /> : <ForgotPasswordForm />}
    </>
  );
}

function WithoutMail() {
  return (
    <Alert title="This Parley sends no e-mails">
      <p>Whoever runs it can make a link for a new password. On its machine, in the folder of Parley:</p>
      <code className="mt-2 block rounded-md bg-background/60 px-2.5 py-1.5 font-mono text-13 wrap-anywhere">
        npm run reset-password -- you@example.com
      </code>
    </Alert>
  );
}
