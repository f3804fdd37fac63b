import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";

export const metadata: Metadata = { title: "New password" };

export default function ResetPasswordPage() {
  return (
    <>
      <AuthHeading
        title="Choose a new password"
        question="It signs the account out on all devices."
        link={{ href: "/sign-in", label: "Sign in instead" }}
      />
      <ResetPasswordForm />
    </>
  );
}
