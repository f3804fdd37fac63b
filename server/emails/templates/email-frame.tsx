import type { ReactNode } from "react";
import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Text } from "react-email";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const text = { fontSize: "15px", lineHeight: "24px", color: "#1b2230", margin: "0 0 16px" };
const note = { fontSize: "13px", lineHeight: "20px", color: "#5b6472", margin: "0 0 8px" };

interface EmailFrameProps {
  title: string;
  /** Shown by mail programs after the subject. */
  preview: string;
  children: ReactNode;
  /** Why the recipient gets this e-mail, and what to do if it was unexpected. */
  reason: ReactNode;
}

/** The frame of every e-mail: a title, the message, and below a line the reason. */
export function EmailFrame({ title, preview, children, reason }: EmailFrameProps) {
  return (
    <Html lang="en">
      <Head />
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: FONT, margin: 0 }}>
        <Container style={{ maxWidth: "560px", margin: "0 auto", padding: "24px" }}>
          <Heading as="h1" style={{ fontSize: "20px", lineHeight: "28px", color: "#1b2230", margin: "0 0 16px" }}>
            {title}
          </Heading>
          {children}
          <Hr style={{ borderColor: "#e3e7ec", margin: "24px 0 16px" }} />
          <Text style={note}>{reason}</Text>
        </Container>
      </Body>
    </Html>
  );
}

/** A paragraph. Line breaks in texts are kept. */
export function Paragraph({ children }: { children: ReactNode }) {
  return <Text style={{ ...text, whiteSpace: "pre-line" }}>{children}</Text>;
}

/** An address as a link. */
export function Address({ href }: { href: string }) {
  return (
    <Link href={href} style={{ color: "#0f766e", wordBreak: "break-all" }}>
      {href}
    </Link>
  );
}

/** A button, and its address for mail programs that do not show it. */
export function LinkButton({ href, children }: { href: string; children: string }) {
  return (
    <>
      <Button
        href={href}
        // The plain-text part has the address below.
        data-skip-in-text
        style={{
          backgroundColor: "#0f766e",
          color: "#ffffff",
          borderRadius: "8px",
          padding: "10px 18px",
          fontSize: "15px",
          fontWeight: 600,
        }}
      >
        {children}
      </Button>
      <Text style={{ ...note, margin: "16px 0" }}>
        {children}: <Address href={href} />
      </Text>
    </>
  );
}
