/** Accounts are made by the reseller; this page only says so. */
export function RegisterPage() {
  return (
    <div className="login">
      <form>
        <div className="brand">Counterside</div>
        <h1>Create an account</h1>
        <p>New accounts are set up by our team. Ask your contact for an invitation.</p>
        <a href="/login">Back to login</a>
      </form>
    </div>
  );
}
