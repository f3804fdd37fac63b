"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { openWorkspace } from "@/components/workspaces/open-workspace";
import { Skeleton } from "@/components/ui/skeleton";
import { signInPath } from "@/server/accounts/sessions/return-path";
import { AuthHeading } from "./auth-heading";
import { INVITATION_PAGE, keepInvitationEmail } from "./invitation-email";
import { useLinkToken } from "./use-link-token";

/** Kept while the user signs in or signs up, which loses the fragment. */
const KEY = "parley-invitation";

/** Shows an invitation, and accepts it for a signed-in user. */
export function InvitationCard({ email }: { email: string | null }) {
  const trpc = useTRPC();
  const token = useLinkToken(KEY);
  const {
    mutate: read,
    data: found,
    error,
  } = useMutation(
    trpc.team.readInvitation.mutationOptions({ onSuccess: ({ email: sentTo }) => keepInvitationEmail(sentTo) }),
  );
  const accept = useMutation(
    trpc.team.accept.mutationOptions({
      onSuccess: ({ workspaceId }) => {
        sessionStorage.removeItem(KEY);
        keepInvitationEmail(null);
        openWorkspace(workspaceId);
      },
    }),
  );
  useEffect(() => {
    if (token) read({ token });
  }, [token, read]);

  if (token === null) return <Problem text="This page needs the whole link of an invitation. Open it again." />;
  if (error) return <Problem text={messageOf(error)} />;
  if (!token || !found) return <Skeleton className="h-48 rounded-xl" />;
  return (
    <div className="grid gap-5">
      <h1 className="text-22 font-semibold tracking-tight wrap-anywhere">Join {found.workspace}</h1>
      <p className="text-14 leading-6 wrap-anywhere">
        {found.inviter ?? "A member"} invites you to this workspace, with the role {found.role}.
      </p>
      {found.email !== null && (
        <p className="text-13 text-muted-foreground wrap-anywhere">
          The invitation is for <span className="font-medium text-foreground">{found.email}</span> and can only be
          accepted with this address.
        </p>
      )}
      {accept.error && <Alert tone="danger">{messageOf(accept.error)}</Alert>}
      {email === null ? (
        <Entrances />
      ) : (
        <>
          <p className="text-13 text-muted-foreground wrap-anywhere">You are signed in as {email}.</p>
          <Button pending={accept.isPending || accept.isSuccess} onClick={() => accept.mutate({ token })}>
            Accept the invitation
          </Button>
        </>
      )}
    </div>
  );
}

function Entrances() {
  return (
    <div className="grid gap-2">
      <Button asChild>
        <Link href={signInPath(INVITATION_PAGE)}>Sign in to accept</Link>
      </Button>
      <Button asChild variant="outline">
        <Link href={signInPath(INVITATION_PAGE, "/sign-up")}>Create an account</Link>
      </Button>
    </div>
  );
}

function Problem({ text }: { text: string }) {
  return (
    <div className="grid gap-5">
      <AuthHeading title="Invitation" question="You have an account?" link={{ href: "/sign-in", label: "Sign in" }} />
      <Alert tone="danger">{text}</Alert>
    </div>
  );
}
