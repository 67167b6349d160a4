// Each function answers with the arguments that CAP read.
const echo = (req) => JSON.stringify(req.data);
module.exports = (srv) => {
  for (const name of ["within", "find", "byIds"]) srv.on(name, echo);
};
