#include "scenarios/language/keys/value.hpp"

namespace txlab::language {

namespace {

template <typename T>
Quantity<Value> as_value(Quantity<T> quantity) {
  Quantity<Value> result{std::nullopt, std::move(quantity.mistake)};
  if (quantity.value) result.value = Value(*std::move(quantity.value));
  return result;
}

// Of a share, but called a probability.
Quantity<Value> called_probability(std::string_view text) {
  Quantity<Value> result = as_value(unit::share(text));
  result.mistake.is = "a probability";
  return result;
}

}  // namespace

Quantity<Value> parse_value(KeyType type, std::string_view text) {
  switch (type) {
    case KeyType::duration:
    case KeyType::time_distribution:
      return as_value(unit::duration(text));
    case KeyType::positive_duration:
      return as_value(unit::positive_duration(text));
    case KeyType::signed_duration:
    case KeyType::signed_time_distribution:
      return as_value(unit::signed_duration(text));
    case KeyType::time_of_day:
      return as_value(unit::time_of_day(text));
    case KeyType::money:
    case KeyType::money_distribution:
      return as_value(unit::money(text));
    case KeyType::count:
      return as_value(unit::count(text));
    case KeyType::seed:
      return as_value(unit::seed(text));
    case KeyType::toggle:
      return as_value(unit::toggle(text));
    case KeyType::probability:
      return called_probability(text);
    case KeyType::share:
      return as_value(unit::share(text));
    case KeyType::rate:
      return as_value(unit::rate(text));
    case KeyType::ppm:
      return as_value(unit::ppm(text));
    case KeyType::number:
      return as_value(unit::factor(text));
    case KeyType::mapping:
    case KeyType::list:
    case KeyType::name:
    case KeyType::text:
    case KeyType::amount:
      break;
  }
  return as_value(unit::word(text));
}

}  // namespace txlab::language
