@path: '/shop'
service shop {
  type range { from_ : Integer; note : String; }
  entity things { key id : String; } actions {
    function within(range : range, ids : array of String, at : Date, any : String) returns String;
  };
  function find(ranges : array of range) returns String;
  function byIds(ids : array of String) returns String;
}
