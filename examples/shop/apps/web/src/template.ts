/** The home page; `it.products` is what the shop sells. */
export const TEMPLATE = `<!doctype html>
<html lang="en">
  <head>
    <title>Shop</title>
  </head>
  <body>
    <h1>Shop</h1>
    <ul>
      <% for (const { id, name } of it.products) { %>
      <li id="<%= id %>"><%= name %></li>
      <% } %>
    </ul>
  </body>
</html>
`;
