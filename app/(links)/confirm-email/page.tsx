import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { ConfirmEmailForm } from "@/components/auth/confirm-email-form";

export const metadata: Metadata = { title: "Confirm your address" };

export default function ConfirmEmailPage() {
  return (
    <>
      <AuthHeading
        title="Confirm your address"
        question="Not yours?"
        link={{ href: "/sign-in", label: "Go to Parley" }}
      />
      <ConfirmEmailForm />
    </>
  );
}
